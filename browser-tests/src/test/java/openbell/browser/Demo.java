package openbell.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// One application and one browser for all classes of tests: both take longer to start than to use.
final class Demo implements BeforeAllCallback {
  private static final Namespace HERE = Namespace.create(Demo.class);

  private static Running running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(HERE)
            .computeIfAbsent("running", _ -> Running.start(), Running.class);
  }

  static String url() {
    return running.application.url();
  }

  static Browser browser() {
    return running.browser;
  }

  /// Ends with the last class.
  private record Running(DemoApplication application, Playwright playwright, Browser browser)
      implements AutoCloseable {
    static Running start() {
      try {
        DemoApplication application = DemoApplication.start();
        Playwright playwright = Playwright.create();
        return new Running(application, playwright, Chromium.launch(playwright));
      } catch (Exception e) {
        throw new IllegalStateException("the application did not start", e);
      }
    }

    @Override
    public void close() {
      playwright.close();
      application.close();
    }
  }
}
