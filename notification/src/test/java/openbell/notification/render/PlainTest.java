package openbell.notification.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("Golden cross", "Golden cross"),
        Arguments.of("  a\r\nBcc: x@y\u2028z\u2029\t ", "a Bcc: x@y z"),
        Arguments.of("\u202egnp.exe\u2066x\u2069\u200f", "gnp.exex"),
        Arguments.of("A\u200bB\u200dC\ufeffD\u00ad\u2060", "ABCD"),
        Arguments.of("a\u0000b\u009fc\ue001d\ud800", "abcd"),
        Arguments.of("Z\u0300\u0301\u0302\u0303\u0304!", "Z\u0300\u0301\u0302!"),
        Arguments.of("\u3164\u2800\u115f", ""),
        Arguments.of("📈 组合 שלום", "📈 组合 שלום"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void leavesOneHarmlessLine(String text, String plain) {
    // Then
    assertThat(Plain.line(text)).isEqualTo(plain);
  }

  @Test
  void cutsAtCharactersNotInThem() {
    // When
    String cut = Plain.line("📈".repeat(5_000));
    // Then
    assertThat(cut).isEqualTo("📈".repeat(Plain.LONGEST_NAME) + "…");
  }

  @Test
  void saysThatSomethingWasCutHoweverInvisibleTheRest() {
    // Then
    assertThat(Plain.line("\u200b".repeat(5_000) + "x")).isEqualTo("…");
  }
}
