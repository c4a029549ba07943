package openbell.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One person's look at the page. Ends with a check that the browser had nothing to complain about.
record Visit(BrowserContext context, Page page, List<String> complaints) implements AutoCloseable {
  static final int DESK = 1200;
  static final int PHONE = 390;
  private static final int HEIGHT = 900;

  /// @param width of the window in pixels
  static Visit of(int width, ColorScheme scheme) {
    BrowserContext context =
        Demo.browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, HEIGHT)
                    .setColorScheme(scheme));
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

  static Visit atADesk() {
    return of(DESK, ColorScheme.LIGHT);
  }

  /// @return the status of the answer
  int to(String path) {
    Response answer = page.navigate(Demo.url() + path);
    return answer == null ? 0 : answer.status();
  }

  /// The page that is open, at another width and in other colours.
  void in(int width, ColorScheme scheme) {
    page.setViewportSize(width, HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  /// How many pixels the page is wider than its window.
  int overflow() {
    Object width = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
    return ((Number) width).intValue();
  }

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
