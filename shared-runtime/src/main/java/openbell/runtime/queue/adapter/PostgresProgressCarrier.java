package openbell.runtime.queue.adapter;

import io.agroal.api.AgroalDataSource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressCarrier;
import openbell.runtime.live.adapter.ProgressJson;

/// Batches in the unlogged table `queue.told`, announcements by `NOTIFY`.
public final class PostgresProgressCarrier implements ProgressCarrier {
  private static final String TOLD = "live-told";
  private static final String WRITTEN = "live-written";
  private static final String SEND = "select queue.tell(?, ?)";
  private static final String ANY = "select exists (select 1 from queue.told)";
  private static final String TAKE =
      """
      delete from queue.told where id in (
        select id from queue.told order by id limit ? for update skip locked) returning id, batch
      """;
  private static final String RING = "select pg_notify('openbell_queue', '" + WRITTEN + "')";

  /// Batches that wait at most.
  private static final int MOST_BATCHES = 10_000;

  private final AgroalDataSource source;
  private final PostgresLine line;
  private final PostgresBell bell;
  private final ProgressJson json = new ProgressJson();

  /// @param source closed with the carrier
  /// @param pollOnly never listen: look every `pollEvery`
  public PostgresProgressCarrier(AgroalDataSource source, boolean pollOnly, Duration pollEvery) {
    this.source = source;
    this.line = new PostgresLine(source);
    this.bell = new PostgresBell(source, pollOnly, pollEvery);
  }

  @Override
  public void send(List<Progress> batch) {
    byte[] bytes = json.write(batch);
    boolean _ =
        line.call(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(SEND)) {
                statement.setBytes(1, bytes);
                statement.setInt(2, MOST_BATCHES);
                return statement.execute();
              }
            });
  }

  @Override
  public int receive(Duration longest, int most, Consumer<List<Progress>> reader)
      throws InterruptedException {
    bell.await(TOLD, longest, this::isAnything);
    List<Progress> all = new ArrayList<>();
    take(most).forEach(batch -> all.addAll(json.read(batch)));
    if (!all.isEmpty()) {
      reader.accept(all);
    }
    return all.size();
  }

  private boolean isAnything() {
    return line.call(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(ANY)) {
            return rows.next() && rows.getBoolean(1);
          }
        });
  }

  private List<byte[]> take(int most) {
    return line.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, most);
            Map<Long, byte[]> batches = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                batches.put(rows.getLong("id"), rows.getBytes("batch"));
              }
            }
            return List.copyOf(batches.values());
          }
        });
  }

  @Override
  public void announce() {
    boolean _ =
        line.call(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.execute(RING);
              }
            });
  }

  @Override
  public void listen(Runnable heard) {
    bell.onRing(WRITTEN, heard);
  }

  @Override
  public void close() {
    bell.close();
    source.close();
  }
}
