package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import openbell.notification.render.LetterPress;
import openbell.notification.render.LetterPress.Printed;
import openbell.notification.render.Rendered;
import openbell.notification.render.Situation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Mails as bytes: a change of a letter is a diff that somebody has read.
///
/// `-Dopenbell.golden.write=true` writes the files anew. `-Dopenbell.mail.preview=<folder>` writes
/// each mail with its picture inside, to be opened in a browser.
class GoldenMailTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("openbell.root", ".."), "notification/src/test/resources/mail");
  private static final String PREVIEW = System.getProperty("openbell.mail.preview", "");

  // One for all: what one letter leaves behind must not show in the next.
  private static final LetterPress PRESS = Presses.of();

  @ParameterizedTest
  @EnumSource
  void rendersTheReviewedBytes(Situation situation) throws IOException {
    // Given
    var request = situation.request();
    // When
    Printed printed = PRESS.print(request, Presses.ACCEPTED);
    // Then
    Rendered rendered = printed.content();
    preview(situation, printed);
    compare(situation.file() + ".html", rendered.html());
    compare(situation.file() + ".txt", "Subject: " + rendered.subject() + "\n\n" + rendered.text());
  }

  private static void preview(Situation situation, Printed printed) throws IOException {
    if (!PREVIEW.isEmpty()) {
      String picture =
          printed.chart().map(png -> Base64.getEncoder().encodeToString(png)).orElse("");
      Files.writeString(
          Files.createDirectories(Path.of(PREVIEW)).resolve(situation.file() + ".html"),
          printed
              .content()
              .html()
              .replace("cid:" + Rendered.CHART, "data:image/png;base64," + picture));
    }
  }

  private static void compare(String name, String content) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("openbell.golden.write")) {
      Files.writeString(file, content, StandardCharsets.UTF_8);
    }
    assertThat(content).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
  }
}
