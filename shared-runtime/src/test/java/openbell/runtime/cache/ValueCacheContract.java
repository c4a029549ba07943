package openbell.runtime.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every cache promises. An adapter's test extends it.
public abstract class ValueCacheContract {
  private static final Duration LONG = ofMinutes(5);

  /// A cache whose keys nobody used.
  protected abstract ValueCache cache();

  @Test
  void givesBackTheBytesItWasGiven() {
    // Given
    ValueCache cache = cache();
    byte[] bytes = {0, 1, (byte) 0xff, 13, 10};
    // When
    cache.put("bytes", bytes, LONG);
    // Then
    assertThat(cache.get("bytes")).hasValue(bytes);
  }

  @Test
  void hasNothingThatWasNeverPut() {
    assertThat(cache().get("never")).isEmpty();
  }

  @Test
  void keepsTheLastValue() {
    // Given
    ValueCache cache = cache();
    cache.put("last", "one".getBytes(UTF_8), LONG);
    // When
    cache.put("last", "two".getBytes(UTF_8), LONG);
    // Then
    assertThat(cache.get("last").orElseThrow()).asString(UTF_8).isEqualTo("two");
  }

  @Test
  void forgetsWhatItsTimeIsOver() {
    // Given
    ValueCache cache = cache();
    cache.put("stays", new byte[] {1}, LONG);
    // When
    cache.put("short", new byte[] {1}, ofMillis(30));
    // Then
    await().atMost(ofMinutes(1)).until(() -> cache.get("short").isEmpty());
    assertThat(cache.get("stays")).isPresent();
  }

  @Test
  void aNewValueHasANewTime() {
    // Given
    ValueCache cache = cache();
    cache.put("renewed", new byte[] {1}, ofMillis(30));
    // When
    cache.put("renewed", new byte[] {2}, LONG);
    cache.put("passes", new byte[] {1}, ofMillis(40));
    await().atMost(ofMinutes(1)).until(() -> cache.get("passes").isEmpty());
    // Then
    assertThat(cache.get("renewed")).hasValue(new byte[] {2});
  }

  @Test
  void letsOneOfSeveralPutAValueWhereThereIsNone() {
    // Given
    ValueCache cache = cache();
    // When
    boolean first = cache.putIfAbsent("mine", new byte[] {1}, LONG);
    boolean second = cache.putIfAbsent("mine", new byte[] {2}, LONG);
    // Then
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(cache.get("mine")).hasValue(new byte[] {1});
  }

  @Test
  void aValueWhoseTimeIsOverIsInNobodysWay() {
    // Given
    ValueCache cache = cache();
    cache.put("over", new byte[] {1}, ofMillis(30));
    await().atMost(ofMinutes(1)).until(() -> cache.get("over").isEmpty());
    // When
    boolean put = cache.putIfAbsent("over", new byte[] {2}, LONG);
    // Then
    assertThat(put).isTrue();
    assertThat(cache.get("over")).hasValue(new byte[] {2});
  }

  @Test
  void removesAndDoesNotMindWhenThereIsNothing() {
    // Given
    ValueCache cache = cache();
    cache.put("gone", new byte[] {1}, LONG);
    // When
    cache.remove("gone");
    cache.remove("gone");
    // Then
    assertThat(cache.get("gone")).isEmpty();
  }

  @Test
  void takesTheLargestValueAndAnEmptyOne() {
    // Given
    ValueCache cache = cache();
    // When
    cache.put("largest", new byte[ValueCache.LARGEST_VALUE], LONG);
    cache.put("empty", new byte[0], LONG);
    // Then
    assertThat(cache.get("largest").orElseThrow()).hasSize(ValueCache.LARGEST_VALUE);
    assertThat(cache.get("empty").orElseThrow()).isEmpty();
  }

  @Test
  void refusesAValueThatIsTooLarge() {
    // Given
    ValueCache cache = cache();
    byte[] bytes = new byte[ValueCache.LARGEST_VALUE + 1];
    // When
    var refusal = assertThatThrownBy(() -> cache.put("large", bytes, LONG));
    // Then
    refusal.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1,048,576");
    assertThat(cache.get("large")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "line\n", "nul\0"})
  void refusesAKeyThatItCannotKeep(String key) {
    assertThatThrownBy(() -> cache().put(key, new byte[] {1}, LONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cache key");
  }
}
