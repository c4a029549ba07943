package openbell.notification.adapter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import openbell.model.message.DigestRequested;
import openbell.model.message.NotificationRequested;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.MessageCodec;
import openbell.notification.render.DigestItems;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The items of a digest, as the ledger keeps them.
public final class JdbiDigestItems implements DigestItems {
  private final Jdbi jdbi;
  private final MessageCodec codec;

  public JdbiDigestItems(Jdbi jdbi, MessageCodec codec) {
    this.jdbi = jdbi;
    this.codec = codec;
  }

  @Override
  public List<NotificationRequested> of(DigestRequested digest) {
    if (digest.items().isEmpty()) {
      return List.of();
    }
    Map<String, NotificationRequested> found = new HashMap<>();
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createQuery(
                      "select id, message from notification.mail_ledger"
                          + " where owner = :owner and id in (<ids>)")
                  .bind("owner", digest.owner().value())
                  .bindList("ids", digest.items())
                  .map((row, _) -> Map.entry(row.getString("id"), row.getBytes("message")))
                  .forEach(
                      row -> {
                        if (codec.decode(row.getValue()).message()
                            instanceof NotificationRequested item) {
                          found.put(row.getKey(), item);
                        }
                      }));
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The send ledger does not answer."), e);
    }
    return digest.items().stream().map(found::get).filter(Objects::nonNull).toList();
  }
}
