package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.scheduler.dispatch.PortfolioLine;
import org.jdbi.v3.core.statement.SqlStatement;

/// Rows of `scheduler.portfolio` without their documents.
final class PortfolioRows {
  /// What every reading statement selects.
  static final String COLUMNS =
      "select id, owner, name, code, symbols, config_hash, created_at, version, updated_at,"
          + " paused_at is not null as paused, "
          + ScheduleRows.COLUMNS
          + " from scheduler.portfolio";

  private PortfolioRows() {}

  /// Binds what a document says in columns, except for the document.
  static <S extends SqlStatement<S>> S bind(
      S statement, PortfolioDefinition definition, String configHash) {
    return ScheduleRows.bind(statement, definition.schedule())
        .bind("name", definition.name())
        .bind("code", definition.code())
        .bind("symbols", symbols(definition))
        .bind("configHash", configHash);
  }

  private static String symbols(PortfolioDefinition definition) {
    return definition.universe().stream().map(Instrument::symbol).collect(Collectors.joining(", "));
  }

  static PortfolioLine line(ResultSet row) throws SQLException {
    return new PortfolioLine(
        new PortfolioId(row.getString("id")),
        new Owner(row.getString("owner")),
        row.getString("name"),
        row.getString("code"),
        row.getString("symbols"),
        ScheduleRows.read(row),
        row.getString("config_hash"),
        Database.instant(row, "created_at"),
        row.getInt("version"),
        row.getBoolean("paused"),
        Database.instant(row, "updated_at"));
  }
}
