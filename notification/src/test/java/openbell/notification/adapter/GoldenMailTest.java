package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import openbell.model.message.NotificationRequested;
import openbell.notification.render.Curve;
import openbell.notification.render.EquityCsv;
import openbell.notification.render.Letter;
import openbell.notification.render.Letters;
import openbell.notification.render.Rendered;
import openbell.notification.render.TestLinks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Mails as bytes: a change of a letter is a diff that somebody has read.
///
/// `-Dopenbell.golden.write=true` writes the files anew.
class GoldenMailTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("openbell.root", ".."), "notification/src/test/resources/mail");

  private final Letter letter = new Letter(TestLinks.links());
  private final QuteRenderer renderer = new QuteRenderer();

  enum Situation {
    SELL,
    QUIET,
    BUSY
  }

  @ParameterizedTest
  @EnumSource
  void rendersTheReviewedBytes(Situation situation) throws IOException {
    // Given
    NotificationRequested request =
        switch (situation) {
          case SELL -> Letters.sell();
          case QUIET -> Letters.quiet();
          case BUSY -> Letters.busy();
        };
    Optional<Curve> curve =
        situation == Situation.BUSY
            ? Optional.empty()
            : EquityCsv.tail(Letters.equityCsv(7, 700, situation == Situation.QUIET), 250);
    // When
    Rendered rendered = renderer.render(letter.write(request, curve));
    // Then
    String name = situation.name().toLowerCase(Locale.ROOT);
    compare(name + ".html", rendered.html());
    compare(name + ".txt", "Subject: " + rendered.subject() + "\n\n" + rendered.text());
  }

  private static void compare(String name, String content) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("openbell.golden.write")) {
      Files.writeString(file, content, StandardCharsets.UTF_8);
    }
    assertThat(content).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
  }
}
