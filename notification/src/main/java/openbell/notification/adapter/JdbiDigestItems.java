package openbell.notification.adapter;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
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
    return found(digest, NotificationRequested.class);
  }

  @Override
  public List<NoticeRequested> notices(DigestRequested digest) {
    return found(digest, NoticeRequested.class);
  }

  private <T> List<T> found(DigestRequested digest, Class<T> kind) {
    if (digest.items().isEmpty()) {
      return List.of();
    }
    Map<String, byte[]> found;
    try {
      found =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(
                          "select id, message from notification.mail_ledger"
                              + " where owner = :owner and id in (<ids>)")
                      .bind("owner", digest.owner().value())
                      .bindList("ids", digest.items())
                      .map((row, _) -> Map.entry(row.getString("id"), row.getBytes("message")))
                      .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The send ledger does not answer."), e);
    }
    return digest.items().stream()
        .map(found::get)
        .filter(Objects::nonNull)
        .map(message -> codec.decode(message).message())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
