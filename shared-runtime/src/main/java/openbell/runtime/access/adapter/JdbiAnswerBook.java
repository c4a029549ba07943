package openbell.runtime.access.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.AnswerBook;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `access.answer`.
public final class JdbiAnswerBook implements AnswerBook {
  // A request that has run for longer than any may has lost its process: the next one takes over.
  private static final String CLAIM =
      """
      insert into access.answer as a (owner, key, request_sha256) values (:owner, :key, :request)
      on conflict (owner, key) do update
        set request_sha256 = excluded.request_sha256, claimed_at = now(), status = null,
            type = null, location = null, etag = null, body = null
        where (a.status is null and a.claimed_at < now() - interval '2 minutes')
           or a.claimed_at < now() - interval '1 day'
      """;
  private static final String FIND =
      "select * from access.answer where owner = :owner and key = :key";
  private static final String KEEP =
      """
      update access.answer
      set status = :status, type = :type, location = :location, etag = :etag, body = :body
      where owner = :owner and key = :key
      """;
  private static final String RELEASE =
      "delete from access.answer where owner = :owner and key = :key and status is null";
  private static final String FORGET = "delete from access.answer where claimed_at < :before";

  private final Jdbi jdbi;

  public JdbiAnswerBook(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Claim claim(Owner owner, String key, byte[] request) {
    return AccessTables.ask(
        jdbi,
        handle -> {
          int fresh =
              handle
                  .createUpdate(CLAIM)
                  .bind("owner", owner.value())
                  .bind("key", key)
                  .bind("request", request)
                  .execute();
          return fresh == 1 ? new Claim.Fresh() : found(handle, owner, key, request);
        });
  }

  private static Claim found(Handle handle, Owner owner, String key, byte[] request) {
    Optional<Claim> claim =
        handle
            .createQuery(FIND)
            .bind("owner", owner.value())
            .bind("key", key)
            .map((row, _) -> claim(row, request))
            .findOne();
    // Given back between the two statements: whoever asks again finds it free.
    return claim.orElseGet(Claim.Running::new);
  }

  private static Claim claim(ResultSet row, byte[] request) throws SQLException {
    if (!Arrays.equals(row.getBytes("request_sha256"), request)) {
      return new Claim.OtherRequest();
    }
    int status = row.getInt("status");
    if (row.wasNull()) {
      return new Claim.Running();
    }
    byte @Nullable [] body = row.getBytes("body");
    return new Claim.Answered(
        new Answer(
            status,
            row.getString("type"),
            row.getString("location"),
            row.getString("etag"),
            body == null ? new byte[0] : body));
  }

  @Override
  public void keep(Owner owner, String key, Answer answer) {
    AccessTables.ask(
        jdbi,
        handle ->
            handle
                .createUpdate(KEEP)
                .bind("owner", owner.value())
                .bind("key", key)
                .bind("status", answer.status())
                .bind("type", answer.type())
                .bind("location", answer.location())
                .bind("etag", answer.etag())
                .bind("body", answer.body())
                .execute());
  }

  @Override
  public void release(Owner owner, String key) {
    AccessTables.ask(
        jdbi,
        handle ->
            handle.createUpdate(RELEASE).bind("owner", owner.value()).bind("key", key).execute());
  }

  @Override
  public int forget(Instant before) {
    return AccessTables.forget(jdbi, FORGET, before);
  }
}
