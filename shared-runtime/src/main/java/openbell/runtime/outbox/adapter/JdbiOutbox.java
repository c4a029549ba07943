package openbell.runtime.outbox.adapter;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import openbell.model.message.Message;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.runtime.outbox.Outbox;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The table `<schema>.outbox` of a service.
public final class JdbiOutbox implements Outbox {
  private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z_]{0,30}");
  private static final MessageCodec WRITING = new MessageCodec();

  private static final String ADD =
      "insert into <schema>.outbox (channel, message) values (:channel, :message)";
  private static final String OLDEST =
      "select id, channel, message from <schema>.outbox order by id limit :limit";
  private static final String FORGET = "delete from <schema>.outbox where id = any(:ids)";

  private final Jdbi jdbi;
  private final String schema;
  private final MessageCodec codec;

  public JdbiOutbox(Jdbi jdbi, String schema, MessageCodec codec) {
    this.jdbi = jdbi;
    this.schema = checked(schema);
    this.codec = codec;
  }

  /// Adds a message in the caller's transaction.
  public static void add(Handle handle, String schema, String channel, Message message) {
    addAll(handle, schema, channel, List.of(message));
  }

  /// Adds messages in the caller's transaction, in order.
  public static void addAll(
      Handle handle, String schema, String channel, List<? extends Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(ADD)) {
      batch.define("schema", checked(schema));
      for (Message message : messages) {
        batch.bind("channel", channel).bind("message", bytes(message)).add();
      }
      batch.execute();
    }
  }

  @Override
  public List<Pending> pending(int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(OLDEST)
                .define("schema", schema)
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new Pending(
                            row.getLong("id"),
                            row.getString("channel"),
                            codec.decode(row.getBytes("message")).message()))
                .list());
  }

  @Override
  public void sent(List<Long> ids) {
    Long[] array = ids.toArray(Long[]::new);
    inDatabase(
        handle ->
            handle.createUpdate(FORGET).define("schema", schema).bind("ids", array).execute());
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The outbox cannot be read now."), e);
    }
  }

  // The row's created_at says when. The envelope that travels is made when the row is sent.
  private static byte[] bytes(Message message) {
    return WRITING.encode(new Envelope(message.key(), Instant.EPOCH, null, message));
  }

  private static String checked(String schema) {
    if (!SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException("not a schema name: " + schema);
    }
    return schema;
  }
}
