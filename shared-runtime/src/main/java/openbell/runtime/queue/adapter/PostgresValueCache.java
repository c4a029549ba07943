package openbell.runtime.queue.adapter;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import openbell.runtime.cache.ValueCache;

/// Values in PostgreSQL, in the unlogged table `queue.cached_value`: written without a log, and
/// empty after the server crashed. What is over is not read any more, and deleted by `queue.tick`.
public final class PostgresValueCache implements ValueCache {
  private static final String GET =
      """
      select value from queue.cached_value
        where key = ? and expires > extract(epoch from clock_timestamp()) * 1000
      """;
  private static final String PUT =
      """
      insert into queue.cached_value (key, value, expires)
        values (?, ?, (extract(epoch from clock_timestamp()) * 1000)::bigint + ?)
        on conflict (key) do update set value = excluded.value, expires = excluded.expires
      """;
  private static final String PUT_IF_ABSENT =
      PUT
          + """
              where queue.cached_value.expires <= extract(epoch from clock_timestamp()) * 1000
          """;
  private static final String REMOVE = "delete from queue.cached_value where key = ?";

  private final PostgresLine line;

  public PostgresValueCache(DataSource source) {
    this.line = new PostgresLine(source);
  }

  @Override
  public Optional<byte[]> get(String key) {
    ValueCache.check(key);
    return line.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(GET)) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next() ? Optional.of(rows.getBytes("value")) : Optional.empty();
            }
          }
        });
  }

  @Override
  public void put(String key, byte[] value, Duration ttl) {
    ValueCache.check(key, value, ttl);
    int _ = put(PUT, key, value, ttl);
  }

  /// A repetition after a lost answer is told that the value is there already, which is true.
  @Override
  public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
    ValueCache.check(key, value, ttl);
    return put(PUT_IF_ABSENT, key, value, ttl) == 1;
  }

  private int put(String sql, String key, byte[] value, Duration ttl) {
    return line.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.setBytes(2, value);
            statement.setLong(3, ttl.toMillis());
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public void remove(String key) {
    ValueCache.check(key);
    int _ =
        line.call(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
                statement.setString(1, key);
                return statement.executeUpdate();
              }
            });
  }
}
