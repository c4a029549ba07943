package openbell.runtime.queue.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import org.postgresql.PGConnection;

/// Fills the arguments of one call in their order.
final class PostgresArguments implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final Connection connection;
  private final PreparedStatement statement;
  private int place;

  PostgresArguments(Connection connection, String sql) throws SQLException {
    this.connection = connection;
    this.statement = connection.prepareStatement(sql);
  }

  PostgresArguments text(String value) throws SQLException {
    statement.setString(++place, clean(value));
    return this;
  }

  PostgresArguments number(long value) throws SQLException {
    statement.setLong(++place, value);
    return this;
  }

  PostgresArguments number(int value) throws SQLException {
    statement.setInt(++place, value);
    return this;
  }

  PostgresArguments yes(boolean value) throws SQLException {
    statement.setBoolean(++place, value);
    return this;
  }

  <T> PostgresArguments texts(List<T> all, Function<T, String> one) throws SQLException {
    return array("text", all.stream().map(each -> clean(one.apply(each))).toArray(String[]::new));
  }

  <T> PostgresArguments numbers(List<T> all, ToLongFunction<T> one) throws SQLException {
    return array("bigint", all.stream().mapToLong(one).toArray());
  }

  <T> PostgresArguments counts(List<T> all, ToIntFunction<T> one) throws SQLException {
    return array("int", all.stream().mapToInt(one).toArray());
  }

  <T> PostgresArguments bytes(List<T> all, Function<T, byte[]> one) throws SQLException {
    return array("bytea", all.stream().map(one).toArray(byte[][]::new));
  }

  /// Ids, fences, kinds, delays, errors and checkpoints, as the functions want them.
  PostgresArguments settlings(List<Settling> all) throws SQLException {
    return texts(all, Settling::id)
        .numbers(all, Settling::fence)
        .texts(all, one -> kind(one.settlement()))
        .numbers(all, one -> delay(one.settlement()))
        .texts(all, one -> error(one.settlement()))
        .bytes(
            all,
            one ->
                one.settlement() instanceof Settlement.Released(byte[] checkpoint)
                    ? checkpoint
                    : NOTHING);
  }

  private static String kind(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Done _ -> "DONE";
      case Settlement.RetryAfter _ -> "RETRY";
      case Settlement.Postponed _ -> "POSTPONE";
      case Settlement.DeadLetter _ -> "DEAD";
      case Settlement.Released _ -> "RELEASE";
    };
  }

  private static long delay(Settlement settlement) {
    return switch (settlement) {
      case Settlement.RetryAfter retry -> retry.delay().toMillis();
      case Settlement.Postponed postponed -> postponed.delay().toMillis();
      case Settlement.Done _, Settlement.DeadLetter _, Settlement.Released _ -> 0;
    };
  }

  private static String error(Settlement settlement) {
    return switch (settlement) {
      case Settlement.RetryAfter retry -> Limits.text(retry.failure());
      case Settlement.Postponed postponed -> Limits.text(postponed.failure());
      case Settlement.DeadLetter dead -> Limits.text(dead.failure());
      case Settlement.Done _, Settlement.Released _ -> "";
    };
  }

  private PostgresArguments array(String type, Object elements) throws SQLException {
    statement.setArray(
        ++place, connection.unwrap(PGConnection.class).createArrayOf(type, elements));
    return this;
  }

  /// A text of PostgreSQL has no NUL; a failure's detail from outside may.
  private static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  ResultSet ask() throws SQLException {
    return statement.executeQuery();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
