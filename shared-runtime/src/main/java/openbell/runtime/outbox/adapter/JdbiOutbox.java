package openbell.runtime.outbox.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import openbell.runtime.outbox.Vouched;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The table `<schema>.outbox` of a service.
public final class JdbiOutbox implements Outbox, Vouched {
  private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z_]{0,30}");
  private static final MessageCodec WRITING = new MessageCodec();

  private static final String ADD =
      """
      insert into <schema>.outbox (channel, message, vouched, sent_at)
      values (:channel, :message, :vouched, case when :sent then now() end)
      """;
  private static final String OLDEST =
      """
      select id, channel, message from <schema>.outbox where sent_at is null
      order by id limit :limit
      """;
  private static final String SENT =
      """
      with gone as (delete from <schema>.outbox where id = any(:ids) and not vouched)
      update <schema>.outbox set sent_at = now(), look_at = null where id = any(:ids) and vouched
      """;
  private static final String UNSETTLED =
      """
      update <schema>.outbox set look_at = :lookAgain where id in (
        select id from <schema>.outbox
        where sent_at \\< :sentBefore and (look_at is null or look_at \\<= :now)
        order by look_at nulls first, id limit :limit for update skip locked)
      returning id, channel, message
      """;
  private static final String FORGET = "delete from <schema>.outbox where id = any(:ids)";
  private static final String LOST =
      "update <schema>.outbox set sent_at = null, look_at = null where id = any(:ids)";

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

  /// Adds messages in the caller's transaction, in order. They are forgotten once they are sent:
  /// somebody else asks again when nothing comes of them.
  public static void addAll(
      Handle handle, String schema, String channel, List<? extends Message> messages) {
    write(handle, schema, channel, messages, Keep.UNTIL_SENT);
  }

  /// Adds messages in the caller's transaction, in order. They are answered for until their reader
  /// has settled them; see {@link openbell.runtime.outbox.Vouching}.
  public static void vouch(
      Handle handle, String schema, String channel, List<? extends Message> messages) {
    write(handle, schema, channel, messages, Keep.UNTIL_SETTLED);
  }

  /// Answers for a message that somebody else has sent, in the caller's transaction.
  public static void vouchForSent(Handle handle, String schema, String channel, Message message) {
    write(handle, schema, channel, List.of(message), Keep.ALTHOUGH_SENT);
  }

  private enum Keep {
    UNTIL_SENT,
    UNTIL_SETTLED,
    ALTHOUGH_SENT
  }

  private static void write(
      Handle handle, String schema, String channel, List<? extends Message> messages, Keep keep) {
    if (messages.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(ADD)) {
      batch.define("schema", checked(schema));
      for (Message message : messages) {
        batch
            .bind("channel", channel)
            .bind("message", bytes(message))
            .bind("vouched", keep != Keep.UNTIL_SENT)
            .bind("sent", keep == Keep.ALTHOUGH_SENT)
            .add();
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
                .map((row, _) -> read(row))
                .list());
  }

  @Override
  public List<Pending> unsettled(Instant now, Duration patience, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(UNSETTLED)
                .define("schema", schema)
                .bind("now", at(now))
                .bind("sentBefore", at(now.minus(patience)))
                .bind("lookAgain", at(now.plus(patience)))
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
  }

  @Override
  public void sent(List<Long> ids) {
    change(SENT, ids);
  }

  @Override
  public void settled(List<Long> ids) {
    change(FORGET, ids);
  }

  @Override
  public void lost(List<Long> ids) {
    change(LOST, ids);
  }

  private void change(String sql, List<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Long[] array = ids.toArray(Long[]::new);
    inDatabase(
        handle -> handle.createUpdate(sql).define("schema", schema).bind("ids", array).execute());
  }

  private Pending read(ResultSet row) throws SQLException {
    return new Pending(
        row.getLong("id"),
        row.getString("channel"),
        codec.decode(row.getBytes("message")).message());
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
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
