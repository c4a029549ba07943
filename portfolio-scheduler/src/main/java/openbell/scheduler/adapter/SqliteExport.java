package openbell.scheduler.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import openbell.scheduler.export.ExportWriter;
import openbell.scheduler.export.RecordedRun;
import org.sqlite.SQLiteConfig;

/// A run as one SQLite file: everything in tables, in an order that never changes.
public final class SqliteExport implements ExportWriter {
  private static final String[] SCHEMA = {
    "create table run (name text primary key, value text) without rowid",
    "create table provenance (name text, item text, value text, primary key (name, item))"
        + " without rowid",
    "create table standing (symbol text primary key, name text, date text, action text,"
        + " previous text, close real, weight real, target_weight real, quantity real,"
        + " held_quantity real, held_since text, held_price real, held_pnl_percent real)",
    "create table reason (symbol text, line integer, depth integer, label text, operator text,"
        + " truth integer, number real, before real, gap_percent real,"
        + " primary key (symbol, line)) without rowid",
    "create table metric (name text primary key, value real, benchmark real) without rowid",
    "create table trade (id integer primary key, symbol text, entered text, exited text,"
        + " quantity real, entry_price real, exit_price real, pnl real, return_percent real,"
        + " bars integer)",
    "create table drawdown (id integer primary key, peak text, start text, valley text,"
        + " recovered text, depth real, bars integer, days integer)",
    "create table month (year integer, month integer, value real, primary key (year, month))"
        + " without rowid",
    "create table note (id integer primary key, text text)",
    "create table equity (date text primary key, equity real, cash real, drawdown real,"
        + " benchmark real) without rowid",
    "create table signal (date text, symbol text, state text, close real,"
        + " primary key (date, symbol)) without rowid",
    "create table signal_value (date text, symbol text, name text, value real,"
        + " primary key (date, symbol, name)) without rowid",
    "create table bar (symbol text, date text, open real, high real, low real, close real,"
        + " volume real, primary key (symbol, date)) without rowid"
  };

  /// @throws UncheckedIOException when the folder for temporary files refuses
  @Override
  public byte[] write(RecordedRun run) {
    try {
      Path file = Files.createTempFile("openbell-", ".sqlite");
      try {
        fill(file, run);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("an export could not be written", e);
    }
  }

  private static void fill(Path file, RecordedRun run) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // The file is thrown away after any trouble, so it needs no journal, and nothing beside it.
    config.setJournalMode(SQLiteConfig.JournalMode.OFF);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    config.setPageSize(4096);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String table : SCHEMA) {
          statement.execute(table);
        }
      }
      new SqliteTables(connection, run).fill();
      connection.commit();
    }
  }
}
