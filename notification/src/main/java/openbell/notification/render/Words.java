package openbell.notification.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// All words of one language: `letter/words_<language>.properties`, and how it writes numbers with
/// a
/// name, dates and lists. Templates and sentences have no other source of words.
public final class Words {
  private static final Words ENGLISH = new Words("en", "en");
  private static final Words CHINESE = new Words("zh", "zh-CN");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final String tag;
  private final Map<String, String> words;

  private Words(String language, String tag) {
    this.tag = tag;
    this.words = read("letter/words_" + language + ".properties");
  }

  /// The language of a reader. Simplified Chinese for `zh`, `zh-CN`, `zh-SG` and `zh-Hans`; English
  /// for everybody else, also for readers of traditional Chinese.
  ///
  /// @param tag BCP 47, in any case
  public static Words of(String tag) {
    String lower = tag.toLowerCase(Locale.ROOT).replace('_', '-');
    boolean chinese =
        switch (lower) {
          case "zh", "zh-cn", "zh-sg" -> true;
          default -> lower.equals("zh-hans") || lower.startsWith("zh-hans-");
        };
    return chinese ? CHINESE : ENGLISH;
  }

  public static List<Words> all() {
    return List.of(ENGLISH, CHINESE);
  }

  /// For `<html lang>`.
  public String tag() {
    return tag;
  }

  /// Every key with its words.
  public Map<String, String> entries() {
    return words;
  }

  /// The words of `key` with `{0}`, `{1}` … replaced. Values are never looked into again.
  ///
  /// @throws IllegalArgumentException when there are no such words
  public String say(String key, Object... values) {
    String pattern = words.get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("there are no words for " + key + " in " + tag);
    }
    if (values.length == 0) {
      return pattern;
    }
    StringBuilder text = new StringBuilder(pattern.length() + 40);
    int at = 0;
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
      text.append(pattern, at, open).append(values[pattern.charAt(open + 1) - '0']);
      at = open + 3;
    }
    return text.append(pattern, at, pattern.length()).toString();
  }

  /// `1 change`, `2 changes`: the words of `key.one` or `key.other`.
  public String count(String key, int number) {
    return say(number == 1 ? key + ".one" : key + ".other", number);
  }

  /// `11 May 2018`
  String day(LocalDate date) {
    return say(
        "date.day",
        date.getDayOfMonth(),
        say("month.short." + date.getMonthValue()),
        date.getYear());
  }

  /// `Friday, 11 May 2018`
  String weekday(LocalDate date) {
    return say(
        "date.weekday",
        date.getDayOfMonth(),
        say("month.long." + date.getMonthValue()),
        date.getYear(),
        weekday(date.getDayOfWeek()));
  }

  private String weekday(DayOfWeek day) {
    return say("weekday." + day.getValue());
  }

  String time(java.time.temporal.TemporalAccessor moment) {
    return TIME.format(moment);
  }

  /// `USD 19,738.44`, with a space that does not break.
  String money(double value, String currency) {
    return named(Formats.amount(value), currency);
  }

  String wholeMoney(double value, String currency) {
    return named(Formats.wholeAmount(value), currency);
  }

  private String named(String amount, String currency) {
    return say("money", amount, words.getOrDefault("currency." + currency, Plain.line(currency)));
  }

  /// `AAPL, MSFT and SPX`
  String list(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    String head =
        items.subList(0, items.size() - 1).stream().collect(Collectors.joining(say("list.comma")));
    return say("list.and", head, items.getLast());
  }

  /// The name of an exchange, or its code.
  String market(String code) {
    return words.getOrDefault("market." + code, Plain.line(code));
  }

  /// The city that a zone is named for, e.g. `New York`.
  String city(ZoneId zone) {
    String id = zone.getId();
    String known = words.get("zone." + id);
    return known != null ? known : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
  }

  private static Map<String, String> read(String path) {
    Properties properties = new Properties();
    try (InputStream in = Words.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the words are missing: " + path);
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
  }
}
