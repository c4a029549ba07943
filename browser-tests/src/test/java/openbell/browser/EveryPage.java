package openbell.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The addresses of all pages: the sections, one page of each kind behind them, and a problem.
final class EveryPage {
  /// Answers 404, and is a page all the same.
  static final String NOWHERE = "/nowhere";

  private static final List<String> SECTIONS =
      List.of(
          "/",
          "/signals",
          "/runs",
          "/batches",
          "/mailbox",
          "/subscriptions",
          "/timeline",
          "/queues",
          "/queues/run-jobs",
          "/machines",
          "/costs",
          "/costs?all=true",
          "/calendars",
          "/calendars/XNYS?month=2018-07",
          "/keys",
          "/login",
          "/portfolios/new",
          NOWHERE);

  /// The first link of a section to one of its things.
  private static final List<List<String>> BEHIND =
      List.of(
          List.of("/", "tbody th a[href^='/portfolios/']"),
          List.of("/runs", "tbody th a[href^='/runs/']"),
          List.of("/batches", "tbody th a[href^='/batches/']"),
          List.of("/mailbox", "tbody a[href^='/mailbox/']"));

  private EveryPage() {}

  static List<String> of(Page page) {
    Set<String> paths = new LinkedHashSet<>(SECTIONS);
    for (List<String> way : BEHIND) {
      page.navigate(Demo.url() + way.getFirst());
      paths.add(page.locator(way.getLast()).first().getAttribute("href"));
    }
    return new ArrayList<>(paths);
  }
}
