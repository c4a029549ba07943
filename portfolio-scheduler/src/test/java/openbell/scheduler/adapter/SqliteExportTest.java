package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.market.BarColumns;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.scheduler.export.RecordedRun;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteExportTest {
  private static final LocalDate AS_OF = LocalDate.of(2018, 5, 10);
  private static final String HASH = "d".repeat(64);

  @TempDir Path directory;

  @Test
  void putsEverythingIntoTablesAndTheSameRunIntoTheSameBytes() throws IOException, SQLException {
    // When
    byte[] bytes = new SqliteExport().write(run());

    // Then
    assertThat(new SqliteExport().write(run())).isEqualTo(bytes);
    Path file = Files.write(directory.resolve("run.sqlite"), bytes);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(first(statement, "select action from standing")).isEqualTo("ENTER");
      assertThat(first(statement, "select count(*) || max(depth) from reason")).isEqualTo("21");
      assertThat(first(statement, "select value from metric where name = 'sharpe'"))
          .isEqualTo("1.1");
      assertThat(first(statement, "select value is null from metric where name = 'irr'"))
          .isEqualTo("1");
      assertThat(first(statement, "select pnl from trade")).isEqualTo("100.0");
      assertThat(first(statement, "select equity from equity where date = '2018-05-10'"))
          .isEqualTo("101.5");
      assertThat(first(statement, "select value from signal_value where symbol = 'A,\"B'"))
          .isEqualTo("2.5");
      assertThat(first(statement, "select count(*) from signal_value where value is null"))
          .isEqualTo("1");
      assertThat(first(statement, "select recovered is null from drawdown")).isEqualTo("1");
      assertThat(first(statement, "select date || close from bar")).isEqualTo("2018-05-1010.0");
      assertThat(first(statement, "select value from provenance where name = 'tzdb'"))
          .isEqualTo("2026a");
      assertThat(first(statement, "pragma integrity_check")).isEqualTo("ok");
    }
  }

  private static String first(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as(sql).isTrue();
      return rows.getString(1);
    }
  }

  private static RecordedRun run() {
    RunRef ref =
        RunRef.of(
            new Owner("ada"),
            new PortfolioId("p-1"),
            new Session("XNYS", AS_OF.plusDays(1)),
            AS_OF,
            HASH,
            1,
            Purpose.SCHEDULED);
    RunRecord run =
        new RunRecord(
            ref, "A", RunState.DONE, Instant.EPOCH, Instant.EPOCH, Duration.ZERO, null, null, 1);
    Manifest manifest =
        new Manifest(
            1,
            ref.runId(),
            1,
            "7",
            AS_OF,
            HASH,
            HASH,
            "1.0",
            null,
            "2026a",
            "worker-1",
            List.of(),
            List.of(),
            List.of("Late."),
            List.of(),
            Instant.EPOCH);
    String signals =
        "Date,Symbol,State,Close,mean\n2018-05-09,A,E,9,\n2018-05-10,\"A,\"\"B\",B,10,2.5\n";
    double[][] columns = {{9}, {11}, {8}, {10}, {100}};
    return new RecordedRun(
        run,
        manifest,
        result(),
        Map.of(
            "equity.csv",
            utf8("Date,Equity,Cash,Drawdown\n2018-05-10,101.50,1.00,-0.100000\n"),
            "signals.csv",
            utf8(signals)),
        List.of(
            new RecordedRun.Bars(
                "A", "csv", new BarColumns(new int[] {(int) AS_OF.toEpochDay()}, columns))));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static RunArtifact result() {
    RuleTrace fast = new RuleTrace("fast", "SMA", null, 10.5, 10.1, null, List.of());
    RuleTrace cross = new RuleTrace("cross", "Crossover", true, null, null, 1.25, List.of(fast));
    return new RunArtifact(
        "Golden cross",
        "golden_cross",
        "USD",
        AS_OF.minusYears(1),
        AS_OF,
        HASH,
        "1.0",
        List.of(
            new RunArtifact.Standing(
                "A",
                "A",
                SignalAction.ENTER,
                SignalAction.FLAT,
                AS_OF,
                10,
                0,
                0.95,
                12,
                null,
                List.of(cross))),
        101.5,
        1,
        Map.of("irr", Double.NaN, "sharpe", 1.1),
        Map.of("sharpe", 0.5),
        List.of(
            new RunArtifact.Trade(
                "A", AS_OF.minusDays(90), AS_OF.minusDays(9), 10, 100, 110, 100, 10, 55)),
        List.of(),
        List.of("One order was skipped."),
        List.of(),
        List.of(),
        List.of(new RunArtifact.Drawdown(AS_OF, AS_OF, AS_OF, null, -0.1, 1, 1)),
        List.of(new RunArtifact.YearReturns(2018, 0.1, 4, List.of(0.05, 0.02))),
        List.of(),
        List.of());
  }
}
