package openbell.notification.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import openbell.model.message.Notification;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectLineTest {

  static Stream<Arguments> subjects() {
    return Stream.of(
        Arguments.of(Letters.sell(), "AAPL: SELL today · Golden cross · 1 change · 11 May 2018"),
        Arguments.of(Letters.quiet(), "No change · Trend with market filter · 11 May 2018"),
        Arguments.of(
            MoreLetters.busy(),
            "[correction] SPX BUY, AAPL SELL · Tom & Jerry's <b>pair</b> · 2 changes · 11 May 2018"
                + " · run by hand"),
        Arguments.of(
            Situation.LATE.request(), "[late] AAPL SELL · Golden cross · 1 change · 11 May 2018"),
        Arguments.of(
            Situation.WEEKLY.request(),
            "Your week: 2 changes · Trend with market filter · 11 May 2018"),
        Arguments.of(Situation.TEST.request(), "[test] Mail reaches you · Golden cross"),
        Arguments.of(Situation.DIGEST.request(), "5 reports · 11 May 2018"),
        Arguments.of(Situation.CHINESE_SELL.request(), "AAPL：今日卖出 · 黄金交叉 · 1 项变动 · 2018年5月11日"));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void saysItAll(Notification request, String subject) {
    // When
    String line = SubjectLine.of(request);
    // Then
    assertThat(line).isEqualTo(subject);
  }
}
