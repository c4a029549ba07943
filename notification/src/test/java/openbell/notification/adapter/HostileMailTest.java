package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openbell.notification.deliver.HeaderText;
import openbell.notification.render.HostileLetters;
import openbell.notification.render.LetterPress;
import openbell.notification.render.Rendered;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever somebody writes into a name, a symbol, a label or a note, the mail keeps its shape.
class HostileMailTest {
  private static final List<String> ATTACKS =
      List.of(
          "x\r\nBcc: victim@example.com\r\n\r\nbody",
          "x\u2028Subject: y\u2029z\u0085w",
          "<script>alert(1)</script>",
          "\"><img src=https://evil.example/p.png onerror=alert(1)>",
          "' onmouseover='alert(1)",
          "javascript:alert(1)",
          "<a href=\"https://evil.example\">Confirm</a>",
          "</table></td></tr><h1>You won</h1>",
          "{m.subject} {#if true} ${7*7} {0} [[css.ink]]",
          "\u202egnp.exe\u2066\u2067\u061c\u200e",
          "a\u200bb\u200cc\u200dd\ufeff\u2060e",
          "slots \ue001\ue002\ue003\ue004",
          "W".repeat(5_000),
          "漢".repeat(5_000),
          "👩‍👩‍👧‍👦 🇬🇧 📈",
          "Z" + "\u0301".repeat(200),
          "<!-- --> <![endif]--> ]]> &amp; &#x3c;");

  private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][a-zA-Z0-9:]*)");
  private static final Pattern TARGET =
      Pattern.compile("(?:href|src|action|url)\\s*=\\s*\"([^\"]*)");
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069"
              + "\\ufeff\\ue000-\\uf8ff]");

  private static final LetterPress PRESS = HostileLetters.press(new QuteRenderer());

  private static final Map<String, Rendered> TAME = new HashMap<>();

  static Stream<Arguments> attacks() {
    return ATTACKS.stream()
        .flatMap(attack -> Stream.of("en", "zh").map(language -> arguments(attack, language)));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void keepsItsShape(String attack, String language) {
    for (int kind = 0; kind < HostileLetters.KINDS; kind++) {
      // Given
      int number = kind;
      Rendered tame =
          TAME.computeIfAbsent(language + kind, _ -> print("Harmless", language, number));
      // When
      Rendered mail = print(attack, language, kind);
      // Then
      assertThat(mail.subject()).doesNotContain("\n");
      assertThat(HeaderText.flaw(mail.subject())).isEmpty();
      assertThat(mail.subject().length()).isLessThan(400);
      assertThat(tags(mail.html())).isEqualTo(tags(tame.html()));
      assertThat(targets(mail.html())).isEqualTo(targets(tame.html()));
      assertThat(mail.text().lines().count()).isEqualTo(tame.text().lines().count());
      assertThat(FORBIDDEN.matcher(mail.html() + mail.text()).find()).isFalse();
      assertThat(mail.html().length()).isLessThan(100_000);
    }
  }

  private static Rendered print(String name, String language, int kind) {
    return PRESS.print(HostileLetters.of(name, language, kind), Presses.ACCEPTED).content();
  }

  private static List<String> tags(String html) {
    return TAG.matcher(html).results().map(found -> found.group(1)).toList();
  }

  /// Addresses, which lead to our own page or to the picture inside; tokens differ by reader only.
  private static List<String> targets(String html) {
    List<String> targets = TARGET.matcher(html).results().map(found -> found.group(1)).toList();
    assertThat(targets)
        .allMatch(
            target ->
                target.startsWith("https://openbell.example.com/")
                    || target.equals("cid:" + Rendered.CHART));
    return targets;
  }
}
