package openbell.scheduler.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Drawdown;
import openbell.model.artifact.RunArtifact.Position;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.artifact.RunArtifact.YearReturns;
import openbell.model.market.BarColumns;
import openbell.model.signal.RuleTrace;
import openbell.scheduler.export.RecordedRun;
import org.jspecify.annotations.Nullable;

/// Fills the tables of one export, row by row in the order of the run's own files.
final class SqliteTables {
  private static final int BATCH = 10_000;

  private final Connection connection;
  private final RecordedRun run;
  private final RunArtifact result;

  SqliteTables(Connection connection, RecordedRun run) {
    this.connection = connection;
    this.run = run;
    this.result = run.result();
  }

  void fill() throws SQLException {
    facts();
    provenance();
    standings();
    metrics();
    trades();
    drawdowns();
    months();
    try (Rows rows = new Rows("insert into note values (?, ?)")) {
      for (int i = 0; i < result.notes().size(); i++) {
        rows.add(i + 1, result.notes().get(i));
      }
    }
    equity();
    signals();
    bars();
  }

  /// Rows of one table, sent in batches.
  private final class Rows implements AutoCloseable {
    private final PreparedStatement statement;
    private int waiting;

    Rows(String sql) throws SQLException {
      statement = connection.prepareStatement(sql);
    }

    void add(@Nullable Object... values) throws SQLException {
      for (int i = 0; i < values.length; i++) {
        // What could not be formed is null, as it is absent in result.json.
        boolean none = values[i] instanceof Double number && !Double.isFinite(number);
        statement.setObject(i + 1, none ? null : values[i]);
      }
      statement.addBatch();
      if (++waiting == BATCH) {
        statement.executeBatch();
        waiting = 0;
      }
    }

    @Override
    public void close() throws SQLException {
      try (statement) {
        statement.executeBatch();
      }
    }
  }

  private void facts() throws SQLException {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("name", result.name());
    facts.put("code", result.code());
    facts.put("currency", result.currency());
    facts.put("start_date", result.startDate());
    facts.put("as_of", result.asOf());
    facts.put("equity", result.equity());
    facts.put("cash", result.cash());
    facts.put("run", run.run().run().runId().value());
    facts.put("portfolio", run.run().run().portfolio().value());
    facts.put("market", run.run().run().session().market());
    facts.put("session", run.run().run().session().date());
    facts.put("revision", run.run().run().revision());
    facts.put("purpose", run.run().run().purpose().name());
    try (Rows rows = new Rows("insert into run values (?, ?)")) {
      for (Map.Entry<String, Object> fact : facts.entrySet()) {
        rows.add(fact.getKey(), fact.getValue().toString());
      }
    }
  }

  private void provenance() throws SQLException {
    Manifest manifest = run.manifest();
    try (Rows rows = new Rows("insert into provenance values (?, ?, ?)")) {
      rows.add("calendar_version", "", manifest.calendarVersion());
      rows.add("config_hash", "", manifest.configHash());
      rows.add("created_at", "", manifest.createdAt().toString());
      rows.add("data_hash", "", manifest.dataHash());
      rows.add("engine_version", "", manifest.engineVersion());
      for (Manifest.File file : manifest.files()) {
        rows.add("file_sha256", file.name(), file.sha256());
      }
      for (Manifest.Input input : manifest.inputs()) {
        rows.add("input_sha256", input.symbol(), input.stored().sha256());
        rows.add("input_source", input.symbol(), input.source());
      }
      for (int i = 0; i < manifest.remarks().size(); i++) {
        rows.add("remark", Integer.toString(i + 1), manifest.remarks().get(i));
      }
      rows.add("tzdb", "", manifest.tzdb());
      rows.add("written_by", "", manifest.writtenBy());
    }
  }

  private void standings() throws SQLException {
    try (Rows rows = new Rows("insert into standing values (?,?,?,?,?,?,?,?,?,?,?,?,?)");
        Rows reasons = new Rows("insert into reason values (?,?,?,?,?,?,?,?,?)")) {
      for (Standing one : result.today()) {
        Position held = one.position();
        rows.add(
            one.symbol(),
            one.name(),
            one.date().toString(),
            one.action().name(),
            one.previous().name(),
            one.close(),
            one.weight(),
            one.targetWeight(),
            one.quantity(),
            held == null ? null : held.quantity(),
            held == null ? null : held.since().toString(),
            held == null ? null : held.averagePrice(),
            held == null ? null : held.pnlPercent());
        int line = 0;
        for (RuleTrace trace : one.traces()) {
          line = reason(reasons, one.symbol(), trace, 0, line);
        }
      }
    }
  }

  private static int reason(Rows rows, String symbol, RuleTrace trace, int depth, int line)
      throws SQLException {
    Boolean truth = trace.truth();
    rows.add(
        symbol,
        line + 1,
        depth,
        trace.label(),
        trace.operator(),
        truth == null ? null : truth ? 1 : 0,
        trace.number(),
        trace.before(),
        trace.gapPercent());
    int next = line + 1;
    for (RuleTrace input : trace.inputs()) {
      next = reason(rows, symbol, input, depth + 1, next);
    }
    return next;
  }

  private void metrics() throws SQLException {
    TreeSet<String> names = new TreeSet<>(result.metrics().keySet());
    names.addAll(result.benchmarkMetrics().keySet());
    try (Rows rows = new Rows("insert into metric values (?, ?, ?)")) {
      for (String name : names) {
        rows.add(name, result.metrics().get(name), result.benchmarkMetrics().get(name));
      }
    }
  }

  private void trades() throws SQLException {
    int id = 0;
    try (Rows rows = new Rows("insert into trade values (?,?,?,?,?,?,?,?,?,?)")) {
      for (Trade one : result.trades()) {
        rows.add(
            ++id,
            one.symbol(),
            one.entered().toString(),
            one.exited().toString(),
            one.quantity(),
            one.entryPrice(),
            one.exitPrice(),
            one.pnl(),
            one.returnPercent(),
            one.bars());
      }
    }
  }

  private void drawdowns() throws SQLException {
    int id = 0;
    try (Rows rows = new Rows("insert into drawdown values (?,?,?,?,?,?,?,?)")) {
      for (Drawdown one : result.drawdowns()) {
        LocalDate recovered = one.recovered();
        rows.add(
            ++id,
            one.peak().toString(),
            one.start().toString(),
            one.valley().toString(),
            recovered == null ? null : recovered.toString(),
            one.depth(),
            one.bars(),
            one.days());
      }
    }
  }

  private void months() throws SQLException {
    try (Rows rows = new Rows("insert into month values (?, ?, ?)")) {
      for (YearReturns year : result.years()) {
        for (int i = 0; i < year.months().size(); i++) {
          rows.add(year.year(), year.firstMonth() + i, year.months().get(i));
        }
      }
    }
  }

  private void equity() throws SQLException {
    try (Rows rows = new Rows("insert into equity values (?, ?, ?, ?, ?)")) {
      for (List<String> line : Csv.of(run.files().get("equity.csv")).rows()) {
        rows.add(
            line.getFirst(),
            number(line, 1),
            number(line, 2),
            number(line, 3),
            line.size() > 4 ? number(line, 4) : null);
      }
    }
  }

  private void signals() throws SQLException {
    Csv csv = Csv.of(run.files().get("signals.csv"));
    try (Rows rows = new Rows("insert into signal values (?, ?, ?, ?)");
        Rows values = new Rows("insert into signal_value values (?, ?, ?, ?)")) {
      for (List<String> line : csv.rows()) {
        rows.add(line.get(0), line.get(1), line.get(2), number(line, 3));
        for (int i = 4; i < line.size(); i++) {
          values.add(line.get(0), line.get(1), csv.head().get(i), number(line, i));
        }
      }
    }
  }

  private void bars() throws SQLException {
    try (Rows rows = new Rows("insert into bar values (?, ?, ?, ?, ?, ?, ?)")) {
      for (RecordedRun.Bars symbol : run.bars()) {
        BarColumns columns = symbol.columns();
        for (int t = 0; t < columns.size(); t++) {
          rows.add(
              symbol.symbol(),
              LocalDate.ofEpochDay(columns.days()[t]).toString(),
              columns.open()[t],
              columns.high()[t],
              columns.low()[t],
              columns.close()[t],
              columns.volume()[t]);
        }
      }
    }
  }

  private static @Nullable Double number(List<String> line, int at) {
    String text = line.get(at);
    return text.isEmpty() ? null : Double.valueOf(text);
  }
}
