package openbell.runtime.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import openbell.runtime.artifact.DownloadLinks.Download;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

class SignedDownloadsTest {
  private static final Download FILE =
      new Download("runs/anna/x/result.json", 12, "a".repeat(64), "result.json", "text/plain");
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final ManualClock clock = ManualClock.at("2018-06-15T13:30:00Z");
  private final SignedDownloads signed = new SignedDownloads("k".repeat(32).getBytes(UTF_8));
  private final DownloadLinks links = new SignedLinks(signed, clock);

  @Test
  void opensWhatItSignedForFiveMinutes() {
    // Given
    DownloadLinks.Link link = links.link(FILE);
    String token = token(link);
    // When, Then
    assertThat(link.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(signed.open(token, clock.instant())).contains(FILE);
    clock.advance(Duration.ofMinutes(5).minusNanos(1));
    assertThat(signed.open(token, clock.instant())).contains(FILE);
    clock.advance(Duration.ofNanos(1));
    assertThat(signed.open(token, clock.instant())).isEmpty();
  }

  @Test
  void refusesATokenWithOneBitAlteredAnywhere() {
    // Given
    String token = token(links.link(FILE));
    for (int i = 0; i < token.length(); i++) {
      for (int bit = 0; bit < 6; bit++) {
        int letter = ALPHABET.indexOf(token.charAt(i));
        char other = letter < 0 ? 'A' : ALPHABET.charAt(letter ^ (1 << bit));
        String altered = token.substring(0, i) + other + token.substring(i + 1);
        // When, Then
        assertThat(signed.open(altered, clock.instant())).as(altered).isEmpty();
      }
    }
  }

  @Test
  void refusesAnotherObjectUnderTheSameSignature() {
    // Given
    String token = token(links.link(FILE));
    String[] parts = token.split("\\.");
    String words = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
    String other = words.replace("anna", "bob-");
    // When
    String forged =
        Base64.getUrlEncoder().withoutPadding().encodeToString(other.getBytes(UTF_8))
            + "."
            + parts[1];
    // Then
    assertThat(signed.open(forged, clock.instant())).isEmpty();
  }

  @Test
  void refusesATokenOfAnotherKeyAndWhatIsNoToken() {
    // Given
    SignedDownloads other = new SignedDownloads("o".repeat(32).getBytes(UTF_8));
    Instant end = clock.instant().plusSeconds(60);
    // When, Then
    assertThat(signed.open(other.token(FILE, end), clock.instant())).isEmpty();
    for (String text : List.of("", ".", "a.b", "%%.%%", "x".repeat(10_000) + ".x")) {
      assertThat(signed.open(text, clock.instant())).isEmpty();
    }
  }

  private static String token(DownloadLinks.Link link) {
    return link.href().toString().substring(SignedLinks.PATH.length());
  }
}
