package openbell.runtime.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openbell.runtime.artifact.StoreUpkeep.Page;
import openbell.runtime.artifact.StoreUpkeep.Stored;
import org.junit.jupiter.api.Test;

/// What a store must do for whoever keeps it tidy.
abstract class StoreUpkeepContract {
  /// In the order of characters, in which a dash is before a slash and a dot between them.
  private static final List<String> KEYS =
      List.of(
          "exports/anna/1/all.zip",
          "previews/anna-b/1/x.json",
          "previews/anna/1/attempts/7/x.json",
          "previews/anna/1/manifest.json",
          "previews/anna/10/manifest.json",
          "previews/anna/2/manifest.json",
          "previews/bob/1/x.json");

  /// The store under test, the same for the whole test.
  protected abstract ArtifactStore store();

  /// The same store, for upkeep.
  protected abstract StoreUpkeep upkeep();

  /// Replaces the bytes of a stored object behind the store's back.
  protected abstract void overwrite(String key, byte[] bytes) throws Exception;

  /// Removes a stored object behind the store's back.
  protected abstract void remove(String key) throws Exception;

  /// Every key that is stored, in order.
  protected abstract List<String> keys() throws Exception;

  @Test
  void listsWhatIsStoredInTheOrderOfKeys() {
    // Given
    Instant before = Instant.now().minus(Duration.ofMinutes(5));
    KEYS.reversed().forEach(key -> store().put(key, key.getBytes(UTF_8)));
    // When
    Page all = upkeep().list("previews/", null, 100);
    // Then
    assertThat(all.more()).isFalse();
    assertThat(all.objects())
        .extracting(Stored::key)
        .containsExactlyElementsOf(KEYS.subList(1, KEYS.size()));
    assertThat(all.objects())
        .allSatisfy(
            object -> {
              assertThat(object.bytes()).isEqualTo(object.key().length());
              assertThat(object.modified()).isAfter(before);
            });
  }

  @Test
  void listsPageByPageWithoutLossOrRepetition() {
    // Given
    KEYS.forEach(key -> store().put(key, key.getBytes(UTF_8)));
    for (int limit : List.of(1, 2, 3)) {
      List<String> seen = new ArrayList<>();
      String after = null;
      Page page;
      // When
      do {
        page = upkeep().list("previews/anna", after, limit);
        page.objects().forEach(object -> seen.add(object.key()));
        after = seen.getLast();
        assertThat(page.objects()).hasSizeLessThanOrEqualTo(limit);
      } while (page.more());
      // Then
      assertThat(seen).containsExactlyElementsOf(KEYS.subList(1, 6));
    }
  }

  @Test
  void removesWhatItIsToldAndNothingElse() throws Exception {
    // Given
    KEYS.forEach(key -> store().put(key, key.getBytes(UTF_8)));
    // When
    upkeep().delete(List.of(KEYS.get(2), KEYS.get(3), "previews/anna/1/gone.json"));
    // Then
    assertThat(keys()).hasSize(KEYS.size() - 2).doesNotContain(KEYS.get(2), KEYS.get(3));
  }
}
