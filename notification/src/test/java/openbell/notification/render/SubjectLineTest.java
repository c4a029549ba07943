package openbell.notification.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import openbell.model.message.NotificationRequested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectLineTest {

  static Stream<Arguments> subjects() {
    return Stream.of(
        Arguments.of(Letters.sell(), "Golden cross: AAPL SELL · 1 change · 11 May 2018"),
        Arguments.of(Letters.quiet(), "Trend with market filter: no change · 11 May 2018"),
        Arguments.of(
            Letters.busy(),
            "[correction] Tom & Jerry's <b>pair</b>: SPX BUY, AAPL SELL · 2 changes · 11 May 2018"
                + " · run by hand"));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void saysItAll(NotificationRequested request, String subject) {
    // When
    String line = SubjectLine.of(request);
    // Then
    assertThat(line).isEqualTo(subject);
  }
}
