package openbell.model.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import openbell.model.calendar.DayHours.Pause;
import openbell.model.hash.Sha256;

/// All calendars as they are known at one moment. Immutable: who holds one sees no change.
public final class Calendars {
  private static final LocalTime HALF_PAST_NINE = LocalTime.of(9, 30);
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Calendars BUILT_IN = builtInCalendars();

  private final Map<String, TradingCalendar> calendars;
  private final String facts;
  private final String version;

  private Calendars(Map<String, TradingCalendar> calendars, String facts, String overrides) {
    this.calendars = calendars;
    this.facts = facts;
    this.version = Sha256.hex(facts + "overrides " + overrides + "\ntzdb " + tzdb() + "\n");
  }

  /// The calendars without any override.
  public static Calendars builtIn() {
    return BUILT_IN;
  }

  private static Calendars builtInCalendars() {
    CalendarFile china = CalendarFile.resource("XSHG.csv");
    CalendarFile hongKong = CalendarFile.resource("XHKG.csv");
    DayHours newYork =
        new DayHours(ZoneId.of("America/New_York"), HALF_PAST_NINE, LocalTime.of(16, 0));
    DayHours shanghai =
        new DayHours(
            SHANGHAI,
            HALF_PAST_NINE,
            LocalTime.of(15, 0),
            new Pause(LocalTime.of(11, 30), LocalTime.of(13, 0)));
    DayHours noon =
        new DayHours(
            ZoneId.of("Asia/Hong_Kong"),
            HALF_PAST_NINE,
            LocalTime.of(16, 0),
            new Pause(LocalTime.NOON, LocalTime.of(13, 0)));
    DayHours london =
        new DayHours(ZoneId.of("Europe/London"), LocalTime.of(8, 0), LocalTime.of(16, 30));
    DayHours always = new DayHours(ZoneOffset.UTC, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    List<TradingCalendar> all = new ArrayList<>();
    for (String market : List.of("XNYS", "XNAS")) {
      all.add(rules(market, newYork, new UsRules(), UsRules.FIRST, UsRules.LAST));
    }
    for (String market : List.of("XSHG", "XSHE")) {
      all.add(published(market, shanghai, china));
    }
    all.add(published("XHKG", noon, hongKong));
    all.add(rules("XLON", london, new LondonRules(), LondonRules.FIRST, LondonRules.LAST));
    all.add(rules("H24", always, new DayRules.Always(), UsRules.FIRST, UsRules.LAST));
    TreeMap<String, TradingCalendar> byMarket = new TreeMap<>();
    all.forEach(calendar -> byMarket.put(calendar.market(), calendar));
    String facts =
        "us %d\nlondon %d\nchina %s\nhong-kong %s\n"
            .formatted(UsRules.VERSION, LondonRules.VERSION, china.sha256(), hongKong.sha256());
    return new Calendars(byMarket, facts, "none");
  }

  private static TradingCalendar rules(
      String market, DayHours hours, DayRules rules, LocalDate first, LocalDate last) {
    return new TradingCalendar(
        market, hours, rules, first, last, "rules, see docs/calendars.md", Map.of());
  }

  private static TradingCalendar published(String market, DayHours hours, CalendarFile file) {
    return new TradingCalendar(
        market, hours, file, file.first(), file.last(), file.source(), Map.of());
  }

  /// These calendars with the overrides of a file instead of those they had.
  ///
  /// @param content the text they were read from, which becomes part of the version
  /// @throws IllegalArgumentException when an override names an unknown exchange, a day beyond its
  ///     horizon, a day twice, or hours that are none
  public Calendars with(List<CalendarOverride> overrides, String content) {
    Map<String, Map<LocalDate, CalendarOverride>> byMarket = new HashMap<>();
    for (CalendarOverride override : overrides) {
      TradingCalendar calendar = calendars.get(override.exchange());
      if (calendar == null) {
        throw new IllegalArgumentException(
            "there is no calendar %s; known are %s"
                .formatted(override.exchange(), String.join(", ", known())));
      }
      if (calendar.with(Map.of()).day(override.date()) instanceof CalendarDay.BeyondHorizon) {
        throw new IllegalArgumentException(
            "%s is beyond the calendar of %s, which reaches from %s to %s"
                .formatted(override.date(), calendar.market(), calendar.first(), calendar.last()));
      }
      Map<LocalDate, CalendarOverride> days =
          byMarket.computeIfAbsent(override.exchange(), _ -> new HashMap<>());
      if (days.putIfAbsent(override.date(), override) != null) {
        throw new IllegalArgumentException(
            "%s of %s is there twice".formatted(override.date(), override.exchange()));
      }
    }
    TreeMap<String, TradingCalendar> changed = new TreeMap<>();
    calendars.forEach(
        (market, calendar) ->
            changed.put(market, calendar.with(byMarket.getOrDefault(market, Map.of()))));
    // Hours that are none are refused here, not on the day.
    overrides.forEach(override -> check(changed, override));
    return new Calendars(changed, facts, Sha256.hex(content));
  }

  private static void check(Map<String, TradingCalendar> changed, CalendarOverride override) {
    TradingCalendar calendar = changed.get(override.exchange());
    if (calendar != null && calendar.day(override.date()) instanceof CalendarDay.Closed closed) {
      boolean wanted = override instanceof CalendarOverride.Closure;
      if (!wanted) {
        throw new IllegalArgumentException(
            "%s is closed on %s (%s): there is no close to change, add a session instead"
                .formatted(override.exchange(), override.date(), closed.reason()));
      }
    }
  }

  /// The calendar of an exchange by its market identifier code; `H24` for what never closes.
  public Optional<TradingCalendar> find(String market) {
    return Optional.ofNullable(calendars.get(market));
  }

  /// The codes that {@link #find} knows, in order.
  public SortedSet<String> known() {
    return new TreeSet<>(calendars.keySet());
  }

  /// SHA-256 over the rules' versions, the data files, the overrides and the time zone rules.
  public String version() {
    return version;
  }

  /// Release of the time zone rules of this JVM, e.g. `2026a`.
  public static String tzdb() {
    return ZoneRulesProvider.getVersions("America/New_York").lastEntry().getKey();
  }
}
