package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import openbell.machines.cost.CostLine;
import openbell.machines.cost.CostQuestion;
import openbell.machines.cost.CostQuestion.By;
import openbell.machines.cost.MachineSpan;
import openbell.machines.cost.Price;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Machine.State;
import openbell.model.market.Session;
import openbell.model.message.MeasuredAttempt;
import openbell.model.message.WorkMeasured;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Machine time and run costs in a real PostgreSQL.
class CostBooksTest {
  private static final Instant OPEN = Instant.parse("2026-11-20T14:30:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Price PRICE = Price.perHour(new BigDecimal("0.108"), "USD", DAY);
  private static final Owner ADA = new Owner("ada");
  private static final Owner BOB = new Owner("bob");

  private Jdbi jdbi;
  private JdbiCostLedger ledger;

  @BeforeEach
  void migrate() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("machines", "db/machines")));
    jdbi = database.jdbi();
    ledger = new JdbiCostLedger(jdbi);
  }

  private static Machine machine(String id, State state, int since) {
    return new Machine(id, state, OPEN.plusSeconds(since), OPEN, "");
  }

  private static MeasuredAttempt attempt(Owner owner, String portfolio, int attempt, int millis) {
    RunRef run =
        RunRef.of(
            owner,
            new PortfolioId(portfolio),
            new Session("XNYS", DAY),
            DAY.minusDays(1),
            "c".repeat(64),
            1,
            Purpose.SCHEDULED);
    return new MeasuredAttempt(
        run,
        "Of " + owner.value(),
        attempt,
        OPEN.plusSeconds(10L * attempt),
        Duration.ofMillis(millis),
        attempt > 1);
  }

  private List<CostLine> lines(By by, @Nullable Owner owner) {
    return ledger.lines(CostQuestion.of(by, owner, DAY, DAY, 100));
  }

  @Test
  void aRunCostsItsTimeInASlotOfItsMachineAndABatchToldTwiceCostsOnce() {
    // Given a machine of two slots, and a run that needed two attempts
    WorkMeasured batch =
        new WorkMeasured(
            "m-1",
            "batch-1",
            2,
            List.of(
                attempt(ADA, "p-1", 1, 1_000),
                attempt(ADA, "p-1", 2, 3_000),
                attempt(BOB, "p-2", 2, 500)));

    // When
    ledger.add(batch, PRICE);
    ledger.add(batch, PRICE);
    ledger.add(new WorkMeasured("m-1", "batch-2", 2, List.of(attempt(ADA, "p-3", 2, 1))), PRICE);

    // Then
    CostLine run =
        lines(By.RUN, ADA).stream().filter(l -> l.portfolio().equals("p-1")).toList().getFirst();
    assertThat(run.attempts()).isEqualTo(2);
    assertThat(run.completed()).isEqualTo(1);
    assertThat(run.busy()).isEqualTo(Duration.ofSeconds(4));
    assertThat(run.machine()).isEqualTo(Duration.ofSeconds(2));
    assertThat(run.picos()).isEqualTo(2 * PRICE.picosPerSecond());
    assertThat(run.begun()).isEqualTo(OPEN.plusSeconds(20));
    assertThat(lines(By.PORTFOLIO, ADA)).extracting(CostLine::key).containsExactly("p-1", "p-3");
    assertThat(lines(By.PORTFOLIO, ADA)).extracting(CostLine::name).containsOnly("Of ada");
    assertThat(lines(By.OWNER, null)).extracting(CostLine::key).containsExactly("ada", "bob");
    assertThat(lines(By.OWNER, BOB)).extracting(CostLine::key).containsExactly("bob");
    assertThat(lines(By.DAY, null))
        .singleElement()
        .satisfies(day -> assertThat(day.attempts()).isEqualTo(4))
        .satisfies(day -> assertThat(day.key()).isEqualTo("2026-11-20"))
        .satisfies(day -> assertThat(day.busy()).isEqualTo(Duration.ofMillis(4_501)));
    assertThat(ledger.explained(DAY, DAY)).containsOnlyKeys(DAY);
  }

  @Test
  void aPortfolioIsCalledAsItsNewestRunKnewIt() {
    // When an older worker, which tells no name, comes last
    for (String name : Arrays.asList("First", "Renamed", null)) {
      MeasuredAttempt one = attempt(ADA, "p-1", 1, 10);
      MeasuredAttempt named =
          new MeasuredAttempt(one.run(), name, 1, one.begun(), one.busy(), true);
      ledger.add(new WorkMeasured("m-1", "batch-" + name, 1, List.of(named)), PRICE);
    }

    // Then
    assertThat(lines(By.PORTFOLIO, ADA)).extracting(CostLine::name).containsExactly("Renamed");
  }

  @Test
  void oneLineCanBeAskedFor() {
    // Given
    ledger.add(
        new WorkMeasured(
            "m-1", "b", 1, List.of(attempt(ADA, "p-1", 1, 10), attempt(BOB, "p-2", 1, 20))),
        PRICE);

    // When
    for (By by : By.values()) {
      List<CostLine> all = lines(by, null);
      CostLine last = all.getLast();
      List<CostLine> one = ledger.lines(new CostQuestion(by, null, last.key(), DAY, DAY, 100, 0));

      // Then
      assertThat(one).containsExactly(last);
    }
    String run = lines(By.RUN, BOB).getFirst().key();
    assertThat(ledger.lines(new CostQuestion(By.RUN, ADA, run, DAY, DAY, 100, 0))).isEmpty();
  }

  @Test
  void daysStayWhenTheSingleRunsAreForgotten() {
    // Given
    ledger.add(new WorkMeasured("m-1", "b", 1, List.of(attempt(ADA, "p-1", 1, 1_000))), PRICE);

    // When
    ledger.forget(OPEN.plusSeconds(3_600), DAY);

    // Then
    assertThat(lines(By.RUN, ADA)).isEmpty();
    assertThat(lines(By.DAY, ADA)).hasSize(1);
    ledger.forget(OPEN, DAY.plusDays(1));
    assertThat(lines(By.DAY, ADA)).isEmpty();
  }

  @Test
  void aMachineCountsFromItsStartUntilItWasSeenLast() {
    // Given
    JdbiMachineUse use = new JdbiMachineUse(jdbi, PRICE);
    use.seen(List.of(machine("m-1", State.STARTING, 0)), OPEN.plusSeconds(1));
    use.seen(
        List.of(machine("m-1", State.RUNNING, 3), machine("m-2", State.STARTING, 0)),
        OPEN.plusSeconds(10));

    // When the first is gone at the next look
    use.seen(List.of(machine("m-2", State.RUNNING, 5)), OPEN.plusSeconds(60));

    // Then
    assertThat(use.today(OPEN.plusSeconds(60))).isEqualTo(Duration.ofSeconds(70));
    assertThat(use.today(OPEN.plusSeconds(86_400))).isZero();
    List<MachineSpan> spans = ledger.spans(DAY, DAY);
    assertThat(spans).extracting(MachineSpan::machine).containsExactlyInAnyOrder("m-1", "m-2");
    assertThat(spans)
        .filteredOn(span -> span.machine().equals("m-1"))
        .containsExactly(
            new MachineSpan(
                "m-1",
                OPEN,
                OPEN.plusSeconds(3),
                OPEN.plusSeconds(10),
                true,
                PRICE.picosPerSecond()));
    assertThat(ledger.spans(DAY.plusDays(1), DAY.plusDays(1)))
        .extracting(MachineSpan::machine)
        .containsExactly("m-2");
  }

  @Test
  void aManagerThatComesBackGoesOnInTheSameAccount() {
    // Given two machines, of which one vanishes while no manager looks
    List<Machine> both =
        List.of(machine("m-1", State.RUNNING, 3), machine("m-2", State.RUNNING, 3));
    new JdbiMachineUse(jdbi, PRICE).seen(both, OPEN.plusSeconds(10));

    // When
    JdbiMachineUse second = new JdbiMachineUse(jdbi, PRICE);
    second.seen(both.subList(0, 1), OPEN.plusSeconds(100));
    second.seen(List.of(), OPEN.plusSeconds(200));

    // Then: until it was seen last, the first by the second manager
    assertThat(second.today(OPEN.plusSeconds(300))).isEqualTo(Duration.ofSeconds(110));
    assertThat(ledger.spans(DAY, DAY)).hasSize(2);
  }

  @Test
  void theBootTimeIsLearnedFromStartsAndFirstJobs() {
    // Given four machines that ran after 1 to 4 s
    JdbiMachineUse use = new JdbiMachineUse(jdbi, PRICE);
    List<Machine> machines = new ArrayList<>();
    IntStream.rangeClosed(1, 4).forEach(n -> machines.add(machine("m-" + n, State.RUNNING, n)));
    use.seen(machines, OPEN.plusSeconds(10));
    Duration few = use.bootTime(Duration.ofSeconds(7));

    // When a fifth has its first job at 20 s, soon after it ran; another waited long for one
    machines.add(machine("m-5", State.RUNNING, 18));
    use.seen(machines, OPEN.plusSeconds(80));
    ledger.add(new WorkMeasured("m-5", "b-5", 1, List.of(attempt(ADA, "p", 2, 1))), PRICE);
    ledger.add(new WorkMeasured("m-1", "b-1", 1, List.of(attempt(ADA, "p", 6, 1))), PRICE);
    Duration known = use.bootTime(Duration.ofSeconds(7));

    // Then the 95th percentile lies between the two slowest: 4 + 0.8 * (20 - 4)
    assertThat(few).isEqualTo(Duration.ofSeconds(7));
    assertThat(known).isEqualTo(Duration.ofMillis(16_800));
  }

  @Test
  void tenThousandRunsAreAHundredStatements() {
    // Given
    List<MeasuredAttempt> attempts =
        IntStream.range(0, WorkMeasured.MOST)
            .mapToObj(n -> attempt(ADA, "p-" + n, 2, 10 + n))
            .toList();

    // When
    long begun = System.nanoTime();
    IntStream.range(0, 100)
        .forEach(n -> ledger.add(new WorkMeasured("m-1", "b-" + n, 2, attempts), PRICE));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    // Then, with room for a busy machine
    assertThat(lines(By.DAY, ADA).getFirst().attempts()).isEqualTo(10_000);
    assertThat(took).isLessThan(Duration.ofSeconds(20));
  }
}
