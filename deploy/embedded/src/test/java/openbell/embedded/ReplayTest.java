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
    try (ReplayHouse house = new ReplayHouse(folder, ROOT.resolve("sample-data"))) {
      for (int i = 0; i < sessions.size(); i++) {
        replay(house, portfolios, sessions.get(i), audience, i);
      }
      portfolios
          .keySet()
          .forEach(id -> history.addAll(house.history.ofPortfolio(OWNER, id, SESSIONS + 1)));
      assertThat(house.alerts).isEmpty();
    }
    // Then
    assertThat(history).hasSize(SESSIONS * portfolios.size());
    List<LocalDate> dates = sessions.stream().map(one -> one.session().date()).toList();
    ReplayOracle oracle = new ReplayOracle(dates, history);
    List<Found> found = FoundMails.in(folder.resolve("mailbox"));
    List<String> table = new ArrayList<>();
    for (Reader reader : audience.readers()) {
      table.add(check(reader, oracle, found, dates));
    }
    assertThat(found)
        .extracting(Found::to)
        .isSubsetOf(audience.readers().stream().map(Reader::address).toList());
    assertThatDigestsNameTheirPortfolios(found, portfolios);
    assertThatMailsNameTheirRun(found, history);
    write(table, found.size());
  }

  private static void replay(
      ReplayHouse house,
      Map<PortfolioId, PortfolioDefinition> portfolios,
      SessionHours session,
      Audience audience,
      int index) {
    if (index == Audience.CONFIRMED) {
      audience.that(Stay.JOINS).forEach(reader -> house.confirm(reader.address()));
    }
    List<Recipient> named =
        audience.named(index).stream()
            .filter(recipient -> index < Audience.GONE || !leaves(audience, recipient))
            .toList();
    house.clock.set(session.open());
    portfolios.forEach(
        (id, definition) -> {
          house.clock.advance(Duration.ofSeconds(20));
          house.run(job(id, named(definition, named), session));
        });
    house.beat();
    house.clock.set(session.open().plus(Duration.ofMinutes(10)));
    house.beat();
  }

  // Until a reader can end a subscription, the portfolio stops naming the address.
  private static boolean leaves(Audience audience, Recipient recipient) {
    return audience.that(Stay.LEAVES).stream()
        .anyMatch(reader -> reader.address().equals(recipient.email()));
  }

  private static String check(
      Reader reader, ReplayOracle oracle, List<Found> found, List<LocalDate> dates) {
    List<Mail> expected = oracle.expected(reader);
    List<Mail> sent =
        found.stream()
            .filter(mail -> mail.to().equals(reader.address()))
            .map(mail -> new Mail(mail.to(), mail.isDigest() ? "digest" : mail.about(), mail.day()))
            .toList();
    assertThat(sent).as(reader.address()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).as(reader.address()).isNotEmpty();
    long there = dates.stream().filter(day -> reader.isThere(dates.indexOf(day))).count();
    return "| %s | %s | %d | %d | %d |"
        .formatted(reader.address(), reader.when(), there, expected.size(), sent.size());
  }

  private static void assertThatDigestsNameTheirPortfolios(
      List<Found> found, Map<PortfolioId, PortfolioDefinition> portfolios) {
    List<String> names = portfolios.values().stream().map(PortfolioDefinition::name).toList();
    assertThat(found)
        .filteredOn(Found::isDigest)
        .isNotEmpty()
        .allSatisfy(digest -> assertThat(digest.text()).contains(names));
  }

  private static void assertThatMailsNameTheirRun(List<Found> found, List<SignalEntry> history) {
    Map<String, RunRef> runs =
        history.stream()
            .map(SignalEntry::run)
            .collect(Collectors.toMap(run -> run.runId().value(), run -> run));
    assertThat(found)
        .filteredOn(mail -> !mail.isDigest())
        .allSatisfy(
            mail -> {
              RunRef run = runs.get(mail.run());
              assertThat(run.portfolio().value()).isEqualTo(mail.about());
              assertThat(run.session().date()).isEqualTo(mail.day());
            });
  }

  private static void write(List<String> table, int mails) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| subscriber | preference | sessions | mails expected | mails sent |");
    lines.add("|---|---|---|---|---|");
    lines.addAll(table);
    lines.add("");
    lines.add(mails + " mails in all.");
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
