package openbell.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people come for, from the first click to the last.
@ExtendWith(Demo.class)
class JourneyTest {
  private static final double PATIENCE = 20_000;
  private static final Pattern PORTFOLIO = Pattern.compile(".*/portfolios/(?!new$)[^/]+$");

  @Test
  void readsTheSignalsOfTheDayAndOpensTheMailThatTold() {
    try (Visit visit = Visit.atADesk()) {
      // Given the newest batch
      Page page = visit.page();
      visit.to("/batches");
      page.locator("#batches tbody th a").first().click();
      assertThat(page.locator("ol.waterfall li").last()).isVisible();
      visit.screenshot("batch");

      // When its signals are asked for
      page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Signals of the day")).click();

      // Then they say what to do, and lead to the run
      assertThat(page.locator("h1")).containsText("Signals of");
      Locator change = page.locator("#changes tbody tr").first();
      assertThat(change).containsText(Pattern.compile("Buy|Sell"));
      visit.screenshot("signals");
      change.locator("a[href^='/runs/']").click();
      assertThat(page.locator("main .badge").first()).isVisible();
    }
  }

  @Test
  void replaysADeadJob() throws Exception {
    try (Visit visit = Visit.atADesk()) {
      // Given a request for a portfolio that is deleted before it is handed out
      Page page = visit.page();
      visit.to("/queues/run-requests");
      button(page, "Stop handing out").click();
      assertThat(page.locator("[role=status]")).containsText("Nothing more is handed out");
      String portfolio = submit(page, "To be deleted");
      page.request().post(Demo.url() + "/api/v1/portfolios/" + portfolio + "/runs", json("{}"));
      page.request().delete(Demo.url() + "/api/v1/portfolios/" + portfolio);
      button(page, "Hand out again").click();
      Locator dead = page.locator("#jobs tbody tr").first();
      page.waitForCondition(
          () -> {
            visit.to("/queues/run-requests?state=dead");
            return dead.count() > 0;
          });
      assertThat(dead).containsText("deleted");
      visit.screenshot("dead-job");

      // When
      dead.locator("button").click();

      // Then it was tried again, and gave up for the same reason
      assertThat(page.locator("[role=status]")).containsText("it has new tries");
      page.waitForCondition(
          () -> {
            visit.to("/queues/run-requests?state=dead");
            return dead.count() > 0;
          });
      dead.locator("a").first().click();
      assertThat(page.locator(".notice")).containsText("deleted");
      visit.screenshot("job");
      button(page, "Cancel this job").click();
      assertThat(page.locator("#jobs")).containsText("No dead jobs");
    }
  }

  @Test
  void verifiesARun() {
    try (Visit visit = Visit.atADesk()) {
      // Given
      Page page = visit.page();
      visit.to("/");
      page.locator("#portfolios tbody tr td a[href^='/runs/']").first().click();

      // When
      page.locator("a[href$='/verify'], button:has-text('Verify')").first().click();

      // Then
      assertThat(page.locator("main"))
          .containsText(
              Pattern.compile("verified|the same|agrees|recomputed", Pattern.CASE_INSENSITIVE),
              new ContainsTextOptions().setTimeout(PATIENCE));
      visit.screenshot("verified");
    }
  }

  @Test
  void submitsThroughTheFormAndWatchesItFinish() {
    try (Visit visit = Visit.atADesk()) {
      // Given the form's own example
      Page page = visit.page();
      visit.to("/portfolios/new");
      assertThat(page.locator("[data-state]")).containsText("Can be submitted");
      visit.screenshot("editor");

      // When it is submitted and run
      button(page, "Submit").click();
      page.waitForURL(PORTFOLIO);
      button(page, "Run now").click();
      page.waitForURL(Pattern.compile(".*/runs/[^/]+$"));

      // Then it is told how far it is, and its result appears before one's eyes
      assertThat(page.locator("[data-progress] .steps")).isVisible();
      assertThat(page.locator(".figures"))
          .containsText("Sharpe", new ContainsTextOptions().setTimeout(PATIENCE));
      assertThat(page.locator(".standing .sentence").first()).not().isEmpty();
      assertThat(page.locator("details[open] .why li").first()).isVisible();
      assertThat(page.locator("[data-cost]"))
          .containsText("of a machine", new ContainsTextOptions().setTimeout(PATIENCE));
      visit.screenshot("submitted-run");
    }
  }

  @Test
  void seesWhatAnEditWouldHaveChangedBeforeItIsSaved() throws Exception {
    try (Visit visit = Visit.atADesk()) {
      // Given a portfolio
      Page page = visit.page();
      visit.to("/portfolios/" + submit(page, "To be edited") + "/edit");
      assertThat(page.locator("[data-state]")).containsText("Can be saved");

      // When another number is put into its document
      page.evaluate(
          "() => { const editor = document.querySelector('.CodeMirror').CodeMirror;"
              + " editor.setValue(editor.getValue().replace(/200/g, '60')); }");
      button(page, "See the impact and save").click();

      // Then it says what that would have changed, and saves on a second yes
      assertThat(page.locator(".impact-verdict"))
          .containsText(
              Pattern.compile("changes [1-9][0-9]* of the last 250 signals"),
              new ContainsTextOptions().setTimeout(PATIENCE));
      visit.screenshot("impact");
      button(page, "Save this version").click();
      page.waitForURL(PORTFOLIO);
      assertThat(page.locator("[data-version]")).hasText("version 2");
      button(page, "Show what changed").click();
      assertThat(page.locator(".changes tbody tr").first()).containsText("60");
      visit.screenshot("versions");
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
  }

  private static RequestOptions json(String body) {
    return RequestOptions.create().setHeader("Content-Type", "application/json").setData(body);
  }

  /// @return the new portfolio's id
  private static String submit(Page page, String name) throws Exception {
    Path root = Path.of(System.getProperty("openbell.root", ".."));
    String document = Files.readString(root.resolve("sample-data/portfolios/golden-cross.json"));
    var answer =
        page.request()
            .post(
                Demo.url() + "/api/v1/portfolios",
                json(document.replace("Golden cross on Apple", name)));
    assertThat(answer.status()).isBetween(200, 201);
    var id = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"").matcher(answer.text());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }
}
