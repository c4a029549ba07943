package openbell.signal.subscribe;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.model.wire.SafeText;
import org.jspecify.annotations.Nullable;

/// Reads what people wrote about a subscription, and remembers what could not be used. Nothing that
/// was written is repeated in a message.
public final class WishText {
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(-[A-Z]{2})?");
  private static final Pattern QUIET =
      Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");
  private static final int LONGEST_ZONE = 64;
  private static final int CLOCK = 5;

  private final List<Flaw> flaws = new ArrayList<>();

  public List<Flaw> flaws() {
    return List.copyOf(flaws);
  }

  void flaw(String field, String message, String fix, String chinese) {
    flaws.add(new Flaw(field, message, fix, chinese));
  }

  /// One plain address, its domain in ASCII form, in lower case; an empty text after a flaw.
  public String address(@Nullable String text) {
    if (text == null || text.isBlank()) {
      flaw("email", "email is missing", "give one address, e.g. reader@example.com", "缺少地址");
      return "";
    }
    // Before anything is stripped: a line break at the end is one too many.
    if (SafeText.firstUnsafe(text).isPresent()) {
      flaw(
          "email",
          "the address holds " + SafeText.firstUnsafe(text).get(),
          "remove line breaks, control characters and direction marks",
          "地址含有控制字符");
      return "";
    }
    String plain = text.strip();
    boolean ascii = plain.chars().allMatch(c -> c < 0x80);
    String address = ascii ? plain : SafeText.asciiDomain(plain).orElse("");
    if (!SafeText.isAddress(address)) {
      flaw(
          "email",
          "this is not an address that mail can be sent to",
          "write one plain address such as reader@example.com: no name, comment or quotes",
          "这不是可以收信的地址");
      return "";
    }
    return address.toLowerCase(Locale.ROOT);
  }

  /// What names a portfolio; whether there is one is found out later.
  public String portfolio(@Nullable String text) {
    if (text == null || text.isBlank()) {
      flaw("portfolio", "portfolio is missing", "give the id of one of your portfolios", "缺少投资组合");
      return "";
    }
    return text.strip();
  }

  public Preference when(@Nullable String text, Preference otherwise) {
    if (text == null) {
      return otherwise;
    }
    Optional<Preference> found =
        Arrays.stream(Preference.values()).filter(one -> word(one).equals(text)).findFirst();
    if (found.isEmpty()) {
      String words =
          Arrays.stream(Preference.values()).map(WishText::word).collect(Collectors.joining(", "));
      flaw("when", "this is no value of when", "write one of " + words, "请选择频率");
    }
    return found.orElse(otherwise);
  }

  /// As it is written in documents, e.g. `on_change`.
  public static String word(Preference when) {
    return when.name().toLowerCase(Locale.ROOT);
  }

  public String language(@Nullable String text, String otherwise) {
    if (text == null) {
      return otherwise;
    }
    if (!LANGUAGE.matcher(text).matches()) {
      flaw("language", "this is not a language", "write a tag such as en or zh-CN", "请选择语言");
      return otherwise;
    }
    return text;
  }

  public ZoneId zone(@Nullable String text, ZoneId otherwise) {
    if (text == null) {
      return otherwise;
    }
    String plain = text.strip();
    if (plain.equals("UTC") || plain.equals("Z")) {
      return ZoneOffset.UTC;
    }
    try {
      if (plain.length() <= LONGEST_ZONE && ZoneId.getAvailableZoneIds().contains(plain)) {
        return ZoneId.of(plain);
      }
    } catch (DateTimeException _) {
      // Said below like any other text that is no zone.
    }
    flaw(
        "zone",
        "this is not a time zone",
        "write a region such as Asia/Shanghai or America/New_York, or UTC",
        "请填写时区，例如 Asia/Shanghai 或 UTC");
    return otherwise;
  }

  /// `22:00-07:00`; an empty text for none.
  public @Nullable QuietHours quiet(@Nullable String text, @Nullable QuietHours otherwise) {
    if (text == null) {
      return otherwise;
    }
    String plain = text.strip();
    if (plain.isEmpty()) {
      return null;
    }
    if (QUIET.matcher(plain).matches()
        && !plain.substring(0, CLOCK).equals(plain.substring(CLOCK + 1))) {
      return new QuietHours(
          LocalTime.parse(plain.substring(0, CLOCK)), LocalTime.parse(plain.substring(CLOCK + 1)));
    }
    flaw(
        "quiet",
        "these are no quiet hours",
        "write two different times such as 22:00-07:00, or nothing for none",
        "请填写两个不同的时间，例如 22:00 至 07:00，或全部留空");
    return otherwise;
  }
}
