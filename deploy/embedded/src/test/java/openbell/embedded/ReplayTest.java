package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openbell.embedded.Audience.Reader;
import openbell.embedded.Audience.Stay;
import openbell.embedded.FoundMails.Found;
import openbell.embedded.ReplayOracle.Mail;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.signal.result.SignalEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thirty sessions of all sample portfolios, through worker, trade-signal and notification, with
/// readers of every preference who stay, come and go: each has exactly the mails of the
/// preferences.
class ReplayTest {
  private static final Path ROOT = Path.of(System.getProperty("openbell.root", "../.."));
  private static final Owner OWNER = new Owner("anna");
  private static final PortfolioCodec CODEC = new PortfolioCodec();
  private static final TradingCalendar CALENDAR = Calendars.builtIn().find("XNYS").orElseThrow();
  private static final LocalDate BEFORE_THE_FIRST = LocalDate.parse("2018-03-29");
  private static final int SESSIONS = 30;

  /// Later than the samples begin: what is proven here does not need decades of bars.
  private static final LocalDate START = LocalDate.parse("2016-01-04");

  @TempDir Path folder;

  @Test
  void sendsEachReaderExactlyWhatThePreferencesSay() throws IOException {
    // Given
    Audience audience = Audience.everyKind();
    Map<PortfolioId, PortfolioDefinition> portfolios = samples();
    List<SessionHours> sessions = sessions();
    // When
    List<SignalEntry> history = new ArrayList<>();
    Map<String, Instant> arrivals;
    List<String> guard;
    try (ReplayHouse house = new ReplayHouse(folder, ROOT.resolve("sample-data"))) {
      ReplayReaders readers = new ReplayReaders(house, audience);
      for (int i = 0; i < sessions.size(); i++) {
        replay(house, portfolios, sessions.get(i), audience.named(i), readers, i);
      }
      portfolios
          .keySet()
          .forEach(id -> history.addAll(house.history.ofPortfolio(OWNER, id, SESSIONS + 1)));
      assertThat(house.alerts).isEmpty();
      arrivals = house.arrivals;
      guard = guard(house);
    }
    // Then
    assertThat(history)
        .hasSize(SESSIONS * portfolios.size())
        .extracting(SignalEntry::outcome)
        .containsOnly(SignalEntry.Outcome.SIGNAL);
    List<LocalDate> dates = sessions.stream().map(one -> one.session().date()).toList();
    ReplayOracle oracle = new ReplayOracle(dates, history);
    Map<String, String> names =
        portfolios.entrySet().stream()
            .collect(Collectors.toMap(one -> one.getKey().value(), one -> one.getValue().name()));
    ReplayLetters letters = new ReplayLetters(oracle, sessions, names, arrivals);
    List<Found> all = FoundMails.in(folder.resolve("mailbox"));
    assertThatNewAddressesAreAskedOnce(all, audience, portfolios.size());
    List<Found> found = all.stream().filter(mail -> !mail.isConfirmation()).toList();
    List<String> table = new ArrayList<>();
    for (Reader reader : audience.readers()) {
      table.add(check(reader, oracle, letters, found));
    }
    assertThat(found)
        .extracting(Found::to)
        .isSubsetOf(audience.readers().stream().map(Reader::address).toList());
    ReplayLetters.assertRuns(found, history);
    write(table, found.size(), all.size() - found.size(), guard);
  }

  private static void replay(
      ReplayHouse house,
      Map<PortfolioId, PortfolioDefinition> portfolios,
      SessionHours session,
      List<Recipient> named,
      ReplayReaders readers,
      int index) {
    readers.before(index);
    house.clock.set(session.open());
    portfolios.forEach(
        (id, definition) -> {
          house.clock.advance(Duration.ofSeconds(20));
          house.run(job(id, named(definition, named), session));
        });
    house.beat();
    readers.between(index);
    house.clock.set(session.open().plus(Duration.ofMinutes(10)));
    house.beat();
    readers.after(index);
    house.clock.set(
        session
            .session()
            .date()
            .atTime(ReplayReaders.AWAKE)
            .atZone(ReplayReaders.BERLIN)
            .toInstant());
    house.beat();
  }

  private static String check(
      Reader reader, ReplayOracle oracle, ReplayLetters letters, List<Found> found) {
    List<Mail> expected = oracle.expected(reader);
    List<Found> own = found.stream().filter(mail -> mail.to().equals(reader.address())).toList();
    List<Mail> sent =
        own.stream()
            .map(mail -> new Mail(mail.to(), mail.isDigest() ? "digest" : mail.about(), mail.day()))
            .toList();
    assertThat(sent).as(reader.address()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).as(reader.address()).isNotEmpty();
    letters.assertArrivals(reader, own);
    switch (reader.when()) {
      case DAILY_DIGEST -> letters.assertDigests(reader, own);
      case WEEKLY -> letters.assertWeeks(reader, own);
      case EVERY_SESSION, ON_CHANGE -> {}
    }
    return "| %s | %s | %d | %d | %d |"
        .formatted(
            reader.address(), reader.when(), oracle.sessions(reader), expected.size(), sent.size());
  }

  /// One question for each portfolio, and nothing to an address that needs none.
  private static void assertThatNewAddressesAreAskedOnce(
      List<Found> all, Audience audience, int portfolios) {
    Map<String, Long> asked =
        all.stream()
            .filter(Found::isConfirmation)
            .collect(Collectors.groupingBy(Found::to, Collectors.counting()));
    Map<String, Long> expected =
        audience.that(Stay.JOINS).stream()
            .collect(Collectors.toMap(Reader::address, _ -> (long) portfolios));
    assertThat(asked).isEqualTo(expected);
    assertThat(all)
        .filteredOn(Found::isConfirmation)
        .extracting(mail -> mail.to() + " " + mail.about())
        .doesNotHaveDuplicates();
  }

  private static List<String> guard(ReplayHouse house) {
    List<Long> nanos = house.judged.stream().map(Duration::toNanos).sorted().toList();
    double mean = nanos.stream().mapToLong(Long::longValue).average().orElseThrow();
    return List.of(
        "The guard judged %d reports and refused none: %d rules answered again, %d believed."
            .formatted(nanos.size(), house.rules, house.given.size()),
        "Microseconds a report: %.0f in the middle, %.0f on average, %.0f at most (cold)."
            .formatted(nanos.get(nanos.size() / 2) / 1e3, mean / 1e3, nanos.getLast() / 1e3));
  }

  private static void write(List<String> table, int mails, int questions, List<String> guard)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| subscriber | preference | sessions | mails expected | mails sent |");
    lines.add("|---|---|---|---|---|");
    lines.addAll(table);
    lines.add("");
    lines.add("%d mails in all, and %d that asked new addresses.".formatted(mails, questions));
    lines.add("");
    lines.addAll(guard);
    Files.write(Path.of("target/replay-30-sessions.md"), lines);
  }

  private static RunJob job(PortfolioId id, PortfolioDefinition definition, SessionHours session) {
    LocalDate asOf =
        ((CalendarDay.Trading) CALENDAR.previous(session.session().date()))
            .hours()
            .session()
            .date();
    RunRef run =
        RunRef.of(
            OWNER, id, session.session(), asOf, CODEC.configHash(definition), 1, Purpose.SCHEDULED);
    Instant deadline = session.open().plus(Duration.ofMinutes(30));
    return new RunJob(run, definition, deadline);
  }

  private static List<SessionHours> sessions() {
    return Stream.iterate(CALENDAR.next(BEFORE_THE_FIRST), ReplayTest::next)
        .limit(SESSIONS)
        .map(day -> ((CalendarDay.Trading) day).hours())
        .toList();
  }

  private static CalendarDay next(CalendarDay day) {
    return CALENDAR.next(((CalendarDay.Trading) day).hours().session().date());
  }

  private static Map<PortfolioId, PortfolioDefinition> samples() throws IOException {
    Map<PortfolioId, PortfolioDefinition> samples =
        new TreeMap<>(Comparator.comparing(PortfolioId::value));
    try (Stream<Path> files = Files.list(ROOT.resolve("sample-data/portfolios"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        samples.put(new PortfolioId(name), parsed(file));
      }
    }
    assertThat(samples).hasSizeGreaterThanOrEqualTo(10);
    return samples;
  }

  private static PortfolioDefinition parsed(Path file) throws IOException {
    Parsed parsed = CODEC.parse(Files.readAllBytes(file));
    assertThat(parsed).as(file.toString()).isInstanceOf(Parsed.Ok.class);
    return ((Parsed.Ok) parsed).definition();
  }

  private static PortfolioDefinition named(PortfolioDefinition portfolio, List<Recipient> readers) {
    return new PortfolioDefinition(
        portfolio.name(),
        portfolio.code(),
        portfolio.description(),
        portfolio.universe(),
        START,
        portfolio.endDate(),
        portfolio.currency(),
        portfolio.market(),
        portfolio.benchmark(),
        portfolio.costs(),
        portfolio.execution(),
        portfolio.schedule(),
        readers,
        portfolio.strategy());
  }
}
