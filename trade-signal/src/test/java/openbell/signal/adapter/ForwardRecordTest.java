package openbell.signal.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.record.ForwardTip;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.signal.audience.Subscription;
import openbell.signal.derive.Results;
import openbell.signal.forward.ForwardCheck;
import openbell.signal.forward.ForwardCheck.Checked;
import openbell.signal.result.SignalEntry;
import openbell.signal.timeline.ReaderVerdict;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The forward record on a real PostgreSQL, written as the service writes it.
class ForwardRecordTest {
  private static final Owner ANNA = new Owner("anna");
  private static final Instant NOW = Instant.parse("2018-05-11T13:30:00.123456Z");

  private Jdbi jdbi;
  private JdbiSignalHistory history;
  private JdbiForwardRecord forward;

  @BeforeEach
  void emptyDatabase() {
    RealPostgres.Database database =
        RealPostgres.copyOf(
            "signal",
            empty ->
                new Migrations(empty.dataSource())
                    .run(List.of(new SchemaMigration("signal", "db/signal"))));
    jdbi = database.jdbi();
    history = new JdbiSignalHistory(jdbi);
    forward = new JdbiForwardRecord(jdbi);
  }

  @Test
  void isOneChainPerOwnerUnderConcurrentWriters() throws Exception {
    // Given eight workers with runs of two owners
    List<SignalEntry> entries =
        IntStream.range(0, 60)
            .mapToObj(i -> entry(i % 3 == 0 ? "ben" : "anna", "p-" + i, Purpose.SCHEDULED))
            .toList();
    // When
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      entries.forEach(entry -> tasks.add(() -> record(entry)));
      workers.invokeAll(tasks);
    }
    // Then
    assertThat(check("anna").flaw()).isNull();
    assertThat(check("anna").whole().number()).isEqualTo(40);
    assertThat(check("ben").flaw()).isNull();
    assertThat(check("ben").whole().number()).isEqualTo(20);
    assertThat(forward.lines(ANNA, 0, new PortfolioId("p-1"), 10)).hasSize(1);
    assertThat(forward.lines(ANNA, 0, new PortfolioId("p-0"), 10)).isEmpty();
    assertThat(forward.days(ANNA, 10)).extracting("number").containsExactly(40L);
  }

  @Test
  void recordsScheduledAndManualRunsOnceAndNothingElse() {
    // Given
    SignalEntry scheduled = entry("anna", "p-1", Purpose.SCHEDULED);
    SignalEntry failed =
        new SignalEntry(
            entry("anna", "p-2", Purpose.SCHEDULED).run(),
            SignalEntry.Outcome.FAILED,
            null,
            List.of(),
            "It broke.",
            0,
            NOW);
    // When
    List<Boolean> written =
        List.of(
            record(scheduled),
            record(scheduled),
            record(entry("anna", "p-1", Purpose.MANUAL)),
            history.record(failed, List.of(), List.of()));
    // Then
    assertThat(written).containsExactly(true, false, true, true);
    assertThat(forward.head(ANNA).number()).isEqualTo(2);
    assertThat(forward.head(new Owner("ben"))).isEqualTo(ForwardTip.EMPTY);
  }

  @Test
  void findsEveryChangeThatIsMadeBehindItsBack() {
    // Given statements of somebody who has the database, and the entry that gives each away
    Map<String, Long> tricks =
        Map.of(
            "update signal.forward set entry = replace(entry, '10000', '20000') where number = 2",
                2L,
            "update signal.forward set portfolio = 'p-9' where number = 3", 3L,
            "update signal.forward set hash = repeat('a', 64) where number = 1", 1L,
            "update signal.forward set entry = 'gone' where number = 3", 3L,
            "delete from signal.forward where number = 2", 2L,
            "delete from signal.forward where number = 4", 4L,
            "update signal.forward_head set number = 3 where owner = 'anna'", 4L,
            """
            update signal.forward set entry = changed, hash = encode(sha256(changed::bytea), 'hex')
            from (select replace(entry, '10000', '20000') as changed from signal.forward
                  where number = 2) c
            where number = 2
            """,
                3L);
    IntStream.range(0, 4).forEach(i -> record(entry("anna", "p-" + i, Purpose.SCHEDULED)));
    assertThat(check("anna").flaw()).isNull();
    tricks.forEach(
        (trick, number) ->
            jdbi.useHandle(
                handle -> {
                  handle.begin();
                  // When
                  handle.execute("alter table signal.forward disable trigger forward_is_kept");
                  handle.execute(trick);
                  // Then
                  var seen =
                      new ForwardCheck(new JdbiForwardRecord(Jdbi.create(handle.getConnection())));
                  assertThat(seen.check(ANNA).flaw().number()).as(trick).isEqualTo(number);
                  handle.rollback();
                }));
  }

  @Test
  void refusesASlipOfTheHand() {
    // Given
    record(entry("anna", "p-1", Purpose.SCHEDULED));
    // When, Then
    assertThatThrownBy(() -> jdbi.useHandle(h -> h.execute("delete from signal.forward")))
        .hasMessageContaining("never changed");
  }

  @Test
  void keepsWhyEachReaderHearsOrDoesNot() {
    // Given a quiet run with one reader of each kind
    SignalEntry quiet = entry("anna", "p-1", Purpose.SCHEDULED);
    SignalEntry entry =
        new SignalEntry(
            quiet.run(), quiet.outcome(), quiet.artifact(), List.of(), "", 0, NOW, quiet.report());
    // When
    history.record(
        entry,
        List.of(
            reader("a@x.org", Recipient.Preference.ON_CHANGE, Subscription.State.CONFIRMED),
            reader("b@x.org", Recipient.Preference.WEEKLY, Subscription.State.CONFIRMED),
            reader("c@x.org", Recipient.Preference.EVERY_SESSION, Subscription.State.PENDING)),
        List.of());
    // Then
    List<String> verdicts =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select verdict from signal.audience order by email")
                    .mapTo(String.class)
                    .list());
    assertThat(verdicts).containsExactly("NO_CHANGE", "NOT_THIS_SESSION", "PENDING");
    assertThat(told("anna", "b@x.org"))
        .containsExactly("Signals: no change", "No mail for b@x.org");
    assertThat(told("anna", "z@x.org")).containsExactly("Signals: no change", "Not subscribed");
    assertThat(told("ben", "b@x.org")).containsExactly("No result yet", "Not subscribed");
    Subscription ended =
        reader("d@x.org", Recipient.Preference.EVERY_SESSION, Subscription.State.ENDED);
    assertThat(ReaderVerdict.of(ended, false, entry)).isEqualTo(ReaderVerdict.ENDED);
  }

  private List<String> told(String owner, String reader) {
    Session session = new Session("XNYS", Results.DAY.plusDays(1));
    return new SignalTimeline(jdbi)
            .events(new TimelineQuestion(new Owner(owner), new PortfolioId("p-1"), session, reader))
            .stream()
            .map(TimelineEvent::what)
            .toList();
  }

  private Checked check(String owner) {
    return new ForwardCheck(forward).check(new Owner(owner));
  }

  private boolean record(SignalEntry entry) {
    return history.record(entry, List.of(), List.of());
  }

  private static Subscription reader(
      String email, Recipient.Preference when, Subscription.State state) {
    return new Subscription(
        ANNA, new PortfolioId("p-1"), new Recipient(email, when, "en"), state, NOW);
  }

  private static SignalEntry entry(String owner, String portfolio, Purpose purpose) {
    RunRef run =
        RunRef.of(
            new Owner(owner),
            new PortfolioId(portfolio),
            new Session("XNYS", Results.DAY.plusDays(1)),
            Results.DAY,
            Results.HASH,
            1,
            purpose);
    BigDecimal one = BigDecimal.ONE;
    Signal change = new Signal("AAPL", "Apple", SignalAction.ENTER, one, one, one, one, List.of());
    SignalReport report =
        new SignalReport(
            "Golden cross",
            "USD",
            Results.DAY,
            List.of(change),
            List.of(
                new SignalReport.Holding(
                    "AAPL", "Apple", SignalAction.ENTER, one, one, null, null)),
            null,
            Map.of(),
            new BigDecimal("10000"),
            null,
            List.of(),
            Results.HASH,
            "da7a",
            "0.1.0",
            Results.REF);
    return new SignalEntry(
            run, SignalEntry.Outcome.SIGNAL, Results.REF, List.of(change), "", 2, NOW)
        .telling(report);
  }
}
