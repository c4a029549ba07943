package openbell.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The page of a first `up`, as a person meets it. Screenshots are left in `target/screenshots`.
@ExtendWith(Demo.class)
class PageTest {
  private static final int SAMPLES = 8;

  @Test
  void listsThePortfoliosWithWhatTheyDecidedLast() {
    try (Visit visit = Visit.atADesk()) {
      visit.page().navigate(Demo.url());

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
    try (Visit visit = Visit.atADesk()) {
      visit.page().navigate(Demo.url());
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
    try (Visit visit = Visit.atADesk()) {
      visit.page().navigate(Demo.url() + "/mailbox");

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
    try (Visit visit = Visit.atADesk()) {
      visit.page().navigate(Demo.url());
      visit.page().locator("#portfolios tbody th a").last().click();
      visit.page().locator("form[action$='/runs'] input[name='session']").fill("2018-05-10");
      visit.page().locator("form.small-form button").click();

      assertThat(visit.page().locator("main"))
          .containsText(Pattern.compile("Sharpe", Pattern.CASE_INSENSITIVE));
    }
  }

  @Test
  void takesAReaderFromTheFirstQuestionToTheLastMail() {
    try (Visit visit = Visit.atADesk()) {
      // Given an address that nobody vouches for
      Page page = visit.page();
      String email = "reader@browser.example";
      Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText(email));
      page.navigate(Demo.url() + "/subscriptions");
      page.locator("input[name=email]").fill(email);
      page.locator("form[action='/subscriptions'] button").click();
      assertThat(row).containsText("waits for a yes");

      // When its reader opens the mail, follows its link and says yes
      Page confirmed = follow(page, email, "Confirm this address");
      confirmed.locator("form button").click();
      assertThat(confirmed.locator("h1")).hasText("You are subscribed");
      page.navigate(Demo.url() + "/subscriptions");
      assertThat(row).containsText("gets mail");
      visit.screenshot("subscriptions");

      // Then the next mail's link ends it again
      row.locator("form[action$='/test'] button").click();
      Page ended = follow(page, email, "Unsubscribe");
      assertThat(ended.locator("h1")).hasText("Unsubscribe?");
      ended.locator("form button").click();
      assertThat(ended.locator("h1")).hasText("You are unsubscribed");
      page.navigate(Demo.url() + "/subscriptions");
      assertThat(row).containsText("ended");
    }
  }

  /// The newest mail to an address, and the page that a link in it opens.
  private static Page follow(Page page, String email, String link) {
    Locator subject = page.locator("tbody a").first();
    String wanted = link.equals("Unsubscribe") ? "[test]" : "Please confirm";
    page.waitForCondition(
        () -> {
          page.navigate(Demo.url() + "/mailbox?to=" + email);
          return subject.count() > 0 && subject.innerText().contains(wanted);
        });
    subject.click();
    Locator found =
        page.frameLocator("iframe")
            .getByRole(AriaRole.LINK, new FrameLocator.GetByRoleOptions().setName(link));
    return page.waitForPopup(found::click);
  }
}
