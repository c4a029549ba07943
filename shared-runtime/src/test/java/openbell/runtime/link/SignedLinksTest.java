package openbell.runtime.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import openbell.runtime.link.SignedLinks.LinkPurpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedLinksTest {
  private static final Instant NOW = Instant.parse("2018-05-14T13:30:00Z");
  private static final LinkKey OLD = new LinkKey("k1", "o".repeat(32));
  private static final LinkKey NEW = new LinkKey("k2", "n".repeat(32));

  private final SignedLinks links = new SignedLinks(List.of(NEW, OLD));

  @Test
  void opensOnlyWhatItWasMadeForAndOnlyUntilItsEnd() {
    // Given
    String token = links.sign(LinkPurpose.CONFIRM, "s-1", NOW.plusSeconds(60));
    // Then
    assertThat(links.subject(LinkPurpose.CONFIRM, token, NOW)).contains("s-1");
    assertThat(links.subject(LinkPurpose.UNSUBSCRIBE, token, NOW)).isEmpty();
    assertThat(links.subject(LinkPurpose.CONFIRM, token, NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void keepsTheLinksOfAnOldKeyUntilItIsTakenAway() {
    // Given
    String token = new SignedLinks(List.of(OLD)).sign(LinkPurpose.UNSUBSCRIBE, "s-1", null);
    // Then
    assertThat(links.subject(LinkPurpose.UNSUBSCRIBE, token, NOW)).contains("s-1");
    assertThat(new SignedLinks(List.of(NEW)).subject(LinkPurpose.UNSUBSCRIBE, token, NOW))
        .isEmpty();
  }

  @Test
  void refusesATokenOfWhichOneCharacterWasChanged() {
    // Given
    String token = links.sign(LinkPurpose.UNSUBSCRIBE, "s-1", null);
    // Then
    for (int at = 0; at < token.length() - 1; at++) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertThat(links.subject(LinkPurpose.UNSUBSCRIBE, changed, NOW)).as(changed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "v1", "v1..", "v1.a.b", "v2.YQ.YQ", "v1.%%.YQ"})
  void refusesAnythingElseWithoutATrace(String token) {
    assertThat(links.subject(LinkPurpose.CONFIRM, token, NOW)).isEmpty();
  }

  @Test
  void readsKeysTheSigningOneFirst() {
    assertThat(LinkKey.parse("k2:" + NEW.secret() + ", k1:" + OLD.secret()))
        .containsExactly(NEW, OLD);
    assertThatThrownBy(() -> LinkKey.parse("k1:short")).hasMessageContaining("32");
    assertThatThrownBy(() -> LinkKey.parse("o".repeat(40))).hasMessageContaining("colon");
    assertThat(NEW.toString()).doesNotContain(NEW.secret());
  }

  @Test
  void makesOneKeyForAllWhoAsk(@TempDir Path folder) throws Exception {
    // Given
    Path file = folder.resolve("var/link-keys");
    // When
    List<LinkKey> first = LinkKeyFile.read(file, () -> "a".repeat(64));
    List<LinkKey> second = LinkKeyFile.read(file, () -> "b".repeat(64));
    // Then
    assertThat(second).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }
}
