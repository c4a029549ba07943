package openbell.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of a first `up`, as a person meets it. Screenshots are left in `target/screenshots`.
class PageTest {
  private static final int SAMPLES = 8;

  private static DemoApplication application;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    application = DemoApplication.start();
    playwright = Playwright.create();
    browser = Chromium.launch(playwright);
  }

  @AfterAll
  static void close() {
    playwright.close();
    application.close();
  }

  @Test
  void listsThePortfoliosWithWhatTheyDecidedLast() {
    try (Visit visit = visit(1200, ColorScheme.LIGHT)) {
      visit.page().navigate(application.url());

      Locator rows = visit.page().locator("#portfolios tbody tr");
      assertThat(rows.count()).isGreaterThanOrEqualTo(SAMPLES);
      for (Locator row : rows.all()) {
        assertThat(row).containsText(Pattern.compile("Buy|Sell|Hold|Empty"));
        assertThat(row).containsText(Pattern.compile("Done", Pattern.CASE_INSENSITIVE));
      }
      visit.screenshot("portfolios");
    }
  }

  @Test
  void showsARunWithItsChartSignalsAndMetrics() {
    try (Visit visit = visit(1200, ColorScheme.LIGHT)) {
      visit.page().navigate(application.url());
      visit.page().locator("#portfolios tbody tr td a[href^='/runs/']").first().click();

      Locator chart = visit.page().locator("[data-equity] canvas").first();
      assertThat(chart).isVisible();
      assertThat((int) chart.evaluate("canvas => canvas.width")).isPositive();
      assertThat(visit.page().locator("main"))
          .containsText(Pattern.compile("Sharpe", Pattern.CASE_INSENSITIVE));
      assertThat(visit.page().locator("main"))
          .containsText(Pattern.compile("drawdown", Pattern.CASE_INSENSITIVE));
      assertThat(visit.page().locator("main .badge").first()).isVisible();
      visit.screenshot("run");
    }
  }

  @Test
  void showsEveryMailAsItWasSent() {
    try (Visit visit = visit(1200, ColorScheme.LIGHT)) {
      visit.page().navigate(application.url() + "/mailbox");

      Locator mails = visit.page().locator("tbody tr");
      assertThat(mails.count()).isGreaterThanOrEqualTo(SAMPLES);
      visit.screenshot("mailbox");
      String subject = mails.first().locator("a").innerText();
      mails.first().locator("a").click();

      assertThat(visit.page().locator("main")).containsText(subject);
      FrameLocator body = visit.page().frameLocator("iframe");
      assertThat(body.locator("body")).containsText("not advice");
      visit.screenshot("mail");
    }
  }

  @Test
  void runsAPortfolioWhenItIsAskedTo() {
    try (Visit visit = visit(1200, ColorScheme.LIGHT)) {
      visit.page().navigate(application.url());
      visit.page().locator("#portfolios tbody th a").last().click();
      visit.page().locator("form[action$='/runs'] input[name='session']").fill("2018-05-10");
      visit.page().locator("form.small-form button").click();

      assertThat(visit.page().locator("main"))
          .containsText(Pattern.compile("Sharpe", Pattern.CASE_INSENSITIVE));
    }
  }

  @Test
  void takesAReaderFromTheFirstQuestionToTheLastMail() {
    try (Visit visit = visit(1200, ColorScheme.LIGHT)) {
      // Given an address that nobody vouches for
      Page page = visit.page();
      String email = "reader@browser.example";
      Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText(email));
      page.navigate(application.url() + "/subscriptions");
      page.locator("input[name=email]").fill(email);
      page.locator("form[action='/subscriptions'] button").click();
      assertThat(row).containsText("waits for a yes");

      // When its reader opens the mail, follows its link and says yes
      Page confirmed = follow(page, email, "Confirm this address");
      confirmed.locator("form button").click();
      assertThat(confirmed.locator("h1")).hasText("You are subscribed");
      page.navigate(application.url() + "/subscriptions");
      assertThat(row).containsText("gets mail");
      visit.screenshot("subscriptions");

      // Then the next mail's link ends it again
      row.locator("form[action$='/test'] button").click();
      Page ended = follow(page, email, "Unsubscribe");
      assertThat(ended.locator("h1")).hasText("Unsubscribe?");
      ended.locator("form button").click();
      assertThat(ended.locator("h1")).hasText("You are unsubscribed");
      page.navigate(application.url() + "/subscriptions");
      assertThat(row).containsText("ended");
    }
  }

  /// The newest mail to an address, and the page that a link in it opens.
  private static Page follow(Page page, String email, String link) {
    Locator subject = page.locator("tbody a").first();
    String wanted = link.equals("Unsubscribe") ? "[test]" : "Please confirm";
    page.waitForCondition(
        () -> {
          page.navigate(application.url() + "/mailbox?to=" + email);
          return subject.count() > 0 && subject.innerText().contains(wanted);
        });
    subject.click();
    Locator found =
        page.frameLocator("iframe")
            .getByRole(AriaRole.LINK, new FrameLocator.GetByRoleOptions().setName(link));
    return page.waitForPopup(found::click);
  }

  @Test
  void looksFinishedInTheDarkAndOnAPhone() {
    try (Visit visit = visit(390, ColorScheme.DARK)) {
      for (String path :
          List.of("/", "/runs", "/mailbox", "/subscriptions", "/timeline", "/machines")) {
        visit.page().navigate(application.url() + path);
        visit.page().waitForLoadState(LoadState.LOAD);
        Object overflow =
            visit.page().evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat((int) overflow).as("sideways scrolling on %s", path).isLessThanOrEqualTo(0);
        visit.screenshot("phone" + path.replace('/', '-'));
      }
    }
  }

  private static Visit visit(int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    Page page = context.newPage();
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return new Visit(context, page, complaints);
  }

  /// One person's look at the page. Ends with a check that the browser had nothing to complain
  /// about.
  private record Visit(BrowserContext context, Page page, List<String> complaints)
      implements AutoCloseable {

    void screenshot(String name) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "screenshots", name + ".png"))
              .setFullPage(true));
    }

    @Override
    public void close() {
      context.close();
      assertThat(complaints).isEmpty();
    }
  }
}
