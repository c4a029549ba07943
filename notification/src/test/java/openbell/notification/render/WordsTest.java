package openbell.notification.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{(.)}");

  @Test
  void everyLanguageHasEveryKey() {
    // Given
    Words english = Words.of("en");
    for (Words words : Words.all()) {
      // Then
      assertThat(words.entries().keySet()).isEqualTo(english.entries().keySet());
    }
  }

  @Test
  void everyLanguageNamesTheSameValues() {
    // Given
    Words english = Words.of("en");
    Words chinese = Words.of("zh");
    // Then
    english
        .entries()
        .forEach(
            (key, pattern) ->
                assertThat(places(chinese.entries().get(key))).as(key).isEqualTo(places(pattern)));
  }

  private static TreeSet<String> places(String pattern) {
    TreeSet<String> places = new TreeSet<>();
    Matcher found = PLACE.matcher(pattern);
    while (found.find()) {
      places.add(found.group(1));
    }
    return places;
  }

  @ParameterizedTest
  @CsvSource({
    "en,en",
    "en-GB,en",
    "de,en",
    "zh,zh-CN",
    "zh-CN,zh-CN",
    "zh-Hans,zh-CN",
    "zh-Hans-SG,zh-CN",
    "zh-TW,en",
    "zh-Hant,en",
    "'',en",
    "zhx,en"
  })
  void findsTheLanguageOfATag(String tag, String language) {
    // Then
    assertThat(Words.of(tag).tag()).isEqualTo(language);
  }

  @Test
  void neverLooksIntoAValueAgain() {
    // When
    String text = Words.of("en").say("digest.reason", "{1}", "{0}");
    // Then
    assertThat(text).isEqualTo("{1}: {0}");
  }

  @Test
  void countsAndListsInBothLanguages() {
    // Given
    Words english = Words.of("en");
    Words chinese = Words.of("zh");
    List<String> three = List.of("AAPL", "MSFT", "SPX");
    // Then
    assertThat(english.count("changes", 1)).isEqualTo("1 change");
    assertThat(english.count("changes", 2)).isEqualTo("2 changes");
    assertThat(chinese.count("changes", 2)).isEqualTo("2 项变动");
    assertThat(english.list(three)).isEqualTo("AAPL, MSFT and SPX");
    assertThat(chinese.list(three)).isEqualTo("AAPL、MSFT和 SPX");
    assertThat(english.day(Letters.DAY)).isEqualTo("11 May 2018");
    assertThat(chinese.day(Letters.DAY)).isEqualTo("2018年5月11日");
    assertThat(english.money(1234.5, "USD")).isEqualTo("USD\u00a01,234.50");
    assertThat(chinese.money(1234.5, "CNY")).isEqualTo("1,234.50\u00a0元");
  }
}
