package openbell.notification.adapter;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import openbell.model.wire.MessageCodec;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.SharedRate;
import openbell.runtime.testing.RealPostgres;
import org.jdbi.v3.core.Jdbi;

/// An empty send ledger in a real PostgreSQL.
public final class LedgerDatabase {
  private static final List<String> SCRIPTS = List.of("V1__mail_ledger.sql", "V2__sending.sql");

  private final Jdbi jdbi = pooled(RealPostgres.newDatabase());

  public LedgerDatabase() {
    jdbi.useHandle(
        handle -> {
          handle.execute("create schema notification");
          SCRIPTS.forEach(script -> handle.createScript(read(script)).execute());
        });
  }

  public JdbiSendLedger ledger() {
    return new JdbiSendLedger(jdbi, new MessageCodec());
  }

  /// A rate that is shared by all who ask this database; nobody is asked about the account.
  public SharedRate rate(String channel, SendPace pace, Clock clock) {
    return new SharedRate(channel, new JdbiBuckets(jdbi), pace, Optional::empty, _ -> {}, clock);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /// Connections are kept, as in a service.
  private static Jdbi pooled(RealPostgres.Database database) {
    try {
      return Jdbi.create(
          AgroalDataSource.from(
              new AgroalDataSourceConfigurationSupplier()
                  .connectionPoolConfiguration(
                      pool ->
                          pool.maxSize(16)
                              .connectionFactoryConfiguration(
                                  factory ->
                                      factory
                                          .jdbcUrl(database.url())
                                          .principal(new NamePrincipal("postgres"))
                                          .credential(new SimplePassword("postgres"))))));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String script) {
    try (InputStream in = LedgerDatabase.class.getResourceAsStream("/db/notification/" + script)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
