package openbell.notification.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import openbell.model.wire.MessageCodec;
import openbell.runtime.testing.RealPostgres;
import org.jdbi.v3.core.Jdbi;

/// An empty send ledger in a real PostgreSQL.
public final class LedgerDatabase {
  private final Jdbi jdbi = RealPostgres.newDatabase().jdbi();

  public LedgerDatabase() {
    jdbi.useHandle(
        handle -> {
          handle.execute("create schema notification");
          handle.createScript(script()).execute();
        });
  }

  public JdbiSendLedger ledger() {
    return new JdbiSendLedger(jdbi, new MessageCodec());
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  private static String script() {
    String path = "/db/notification/V1__mail_ledger.sql";
    try (InputStream in = LedgerDatabase.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
