package openbell.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every page for everybody: light and dark, at a desk and on a phone, with eyes or without, with a
/// mouse or without.
@ExtendWith(Demo.class)
class LookTest {
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  /// Each page is opened once, and looked at in both colours at both widths.
  @Test
  void hasNothingThatShutsPeopleOutAndFitsAPhone() {
    List<String> found = new ArrayList<>();
    try (Visit visit = Visit.atADesk()) {
      for (String path : EveryPage.of(visit.page())) {
        visit.to(path);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          visit.in(Visit.DESK, scheme);
          barriers(visit.page(), scheme)
              .forEach(barrier -> found.add(path + " " + scheme + barrier));
          visit.screenshot("desk-" + shown(scheme) + name(path));
          visit.in(Visit.PHONE, scheme);
          if (visit.overflow() > 0) {
            found.add(path + " scrolls sideways by " + visit.overflow());
          }
          visit.screenshot("phone-" + shown(scheme) + name(path));
        }
      }
      visit.complaints().removeIf(LookTest::isExpected);
    }
    assertThat(found).isEmpty();
  }

  /// What axe calls serious or worse. In the dark only the colours are others.
  private static List<String> barriers(Page page, ColorScheme scheme) {
    AxeBuilder axe = new AxeBuilder(page);
    if (scheme == ColorScheme.DARK) {
      axe.withRules(List.of("color-contrast"));
    }
    return axe.analyze().getViolations().stream()
        .filter(rule -> SERIOUS.contains(rule.getImpact()))
        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + " " + node.getHtml()))
        .toList();
  }

  private static String shown(ColorScheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT);
  }

  @Test
  void opensTheMenuOfAPhoneAndClosesItWithTheKeyboard() {
    try (Visit visit = Visit.of(Visit.PHONE, ColorScheme.LIGHT)) {
      // Given
      visit.to("/");
      Locator menu = visit.page().locator("button.menu");
      Locator signals = visit.page().locator("nav a[href='/signals']");
      assertThat(signals).isHidden();

      // When
      menu.focus();
      visit.page().keyboard().press("Enter");

      // Then
      assertThat(signals).isVisible();
      visit.screenshot("phone-menu");
      visit.page().keyboard().press("Escape");
      assertThat(signals).isHidden();
      assertThat(menu).isFocused();
    }
  }

  @Test
  void reachesEverythingWithTheKeyboardAlone() {
    try (Visit visit = Visit.atADesk()) {
      // Given
      Page page = visit.page();
      visit.to("/");

      // When the first thing that Tab finds is followed
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");

      // Then it leads past the navigation, and what has the focus can be seen
      Object inside = page.evaluate("() => document.activeElement.closest('main') !== null");
      Object outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle");
      assertThat(inside).isEqualTo(true);
      assertThat(outline).isNotEqualTo("none");
    }
  }

  private static String name(String path) {
    String plain = path.replaceAll("[?].*", "").replaceAll("[^A-Za-z0-9]+", "-");
    return plain.length() > 32 ? plain.substring(0, 12) : plain;
  }

  /// The browser complains about every 404, and one of the pages is one; and about axe, which wants
  /// to run inside letters, too, where nothing may run.
  private static boolean isExpected(String complaint) {
    return complaint.contains("404") || complaint.contains("document's frame is sandboxed");
  }
}
