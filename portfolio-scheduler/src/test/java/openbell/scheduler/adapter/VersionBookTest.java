package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import openbell.model.calendar.Calendars;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.scheduler.dispatch.VersionBook.Draft;
import openbell.scheduler.dispatch.VersionBook.Edit;
import openbell.scheduler.schedule.DueTicks;
import openbell.scheduler.schedule.SessionBatch;
import openbell.scheduler.schedule.SessionOutcome;
import openbell.scheduler.schedule.SessionOutcome.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VersionBookTest {
  private static final Owner ADA = new Owner("ada");
  private static final Instant BEFORE = Instant.parse("2018-05-01T00:00:00Z");
  private static final Instant FRIDAY = Instant.parse("2018-05-11T13:30:00Z");
  private static final Instant MONDAY = Instant.parse("2018-05-14T13:30:00Z");

  private static final String OLD = "golden.cross@example.com";
  private static final PortfolioCodec CODEC = new PortfolioCodec();
  private static JdbiPortfolioBook book;
  private static JdbiVersionBook versions;
  private static JdbiScheduleLedger ledger;

  @BeforeAll
  static void migrate() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("scheduler", "db/scheduler")));
    ParsedDocuments documents = new ParsedDocuments(CODEC);
    book = new JdbiPortfolioBook(database.jdbi(), documents, Clock.systemUTC());
    versions = new JdbiVersionBook(database.jdbi(), documents);
    ledger = new JdbiScheduleLedger(database.jdbi());
  }

  @Test
  void aPausedPortfolioHasAnOutcomeForEachSessionAndCatchesNothingUp() throws Exception {
    // Given a portfolio that is paused on Friday morning
    PortfolioId id = submit("paused", "OPEN");
    versions.pause(ADA, id, true, FRIDAY.minusSeconds(60));

    // When it is resumed after the open of Monday
    batch().serveDue(FRIDAY);
    batch().serveDue(MONDAY);
    versions.pause(ADA, id, false, MONDAY.plusSeconds(60));
    batch().serveDue(MONDAY.plusSeconds(120));
    batch().serveDue(MONDAY.plus(Duration.ofDays(1)));

    // Then
    assertThat(outcomes(id))
        .extracting(SessionOutcome::outcome)
        .containsExactly(Outcome.EXPECTED, Outcome.PAUSED, Outcome.PAUSED);
    assertThat(outcomes(id).getLast().run()).isNull();
  }

  @Test
  void aScheduleThatIsEditedCountsFromTheEditOn() throws Exception {
    // Given a portfolio that runs at the close, and is moved to the open after the open has passed
    PortfolioId id = submit("moved", "CLOSE");
    Draft open = draft("OPEN", 50, OLD);

    // When
    versions.edit(ADA, id, first(), open, FRIDAY.plusSeconds(60));
    batch().serveDue(FRIDAY.plusSeconds(120));

    // Then
    assertThat(outcomes(id)).isEmpty();
    batch().serveDue(MONDAY);
    assertThat(outcomes(id)).extracting(SessionOutcome::outcome).contains(Outcome.EXPECTED);
  }

  @Test
  void aRunKeepsItsStrategyAndHearsOfTheReadersThatAreNamedNow() throws Exception {
    // Given a run that was asked for before its portfolio was edited
    PortfolioId id = submit("edited", "OPEN");
    String asked = book.line(ADA, id).orElseThrow().configHash();

    // When
    Edit edit = versions.edit(ADA, id, first(), draft("OPEN", 21, "new@example.com"), FRIDAY);

    // Then
    assertThat(edit).isEqualTo(new Edit.Done(2));
    PortfolioDefinition definition = versions.definition(ADA, id, asked).orElseThrow();
    assertThat(CODEC.configHash(definition)).isEqualTo(asked);
    assertThat(definition.recipients().getFirst().email()).isEqualTo("new@example.com");
    assertThat(versions.definition(new Owner("bob"), id, asked)).isEmpty();
    assertThat(versions.definition(ADA, id, "0".repeat(64))).isEmpty();
  }

  @Test
  void ofEditsThatSawTheSameVersionOneWins() throws Exception {
    // Given
    PortfolioId id = submit("raced", "OPEN");
    List<Callable<Edit>> edits =
        IntStream.range(0, 4)
            .<Callable<Edit>>mapToObj(
                n -> () -> versions.edit(ADA, id, first(), draft("OPEN", 60 + n, OLD), FRIDAY))
            .toList();

    // When
    List<Edit> came;
    try (var threads = Executors.newFixedThreadPool(4)) {
      came = threads.invokeAll(edits).stream().map(Future::resultNow).toList();
    }

    // Then
    assertThat(came).filteredOn(Edit.Done.class::isInstance).hasSize(1);
    assertThat(came).filteredOn(new Edit.Stale(2)::equals).hasSize(3);
  }

  private static IntPredicate first() {
    return version -> version == 1;
  }

  private static SessionBatch batch() {
    return new SessionBatch(ledger, new DueTicks(0, Duration.ofHours(1)), Calendars::builtIn);
  }

  private static List<SessionOutcome> outcomes(PortfolioId id) {
    LocalDate from = LocalDate.of(2018, 5, 10);
    return ledger.outcomes(ADA, id, from, from.plusDays(30), 10);
  }

  private static PortfolioId submit(String name, String anchor) throws Exception {
    Draft draft = draft(anchor, 50, OLD);
    PortfolioId id = new PortfolioId(name);
    book.add(new Portfolio(id, ADA, draft.definition(), draft.configHash(), BEFORE), null);
    return id;
  }

  private static Draft draft(String anchor, int period, String reader) throws Exception {
    Path sample =
        Path.of(System.getProperty("openbell.root", ".."))
            .resolve("sample-data/portfolios/golden-cross.json");
    String schedule =
        "\"schedule\": {\"calendar\": \"XNYS\", \"at\": \"%s\"}, \"name\""
            .formatted(anchor.toLowerCase(Locale.ROOT));
    String document =
        Files.readString(sample)
            .replaceFirst("\"name\"", schedule)
            .replace("\"period\": 50", "\"period\": " + period)
            .replace(OLD, reader);
    var parsed = (Parsed.Ok) CODEC.parse(document.getBytes(StandardCharsets.UTF_8));
    return new Draft(parsed.definition(), CODEC.configHash(parsed.definition()));
  }
}
