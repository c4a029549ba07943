package openbell.notification.adapter;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openbell.model.wire.MessageCodec;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.SharedRate;
import openbell.runtime.testing.RealPostgres;
import org.jdbi.v3.core.Jdbi;

/// An empty send ledger in a real PostgreSQL.
public final class LedgerDatabase {
  private final Jdbi jdbi = pooled(RealPostgres.copyOf("ledger", LedgerDatabase::migrate));

  private static void migrate(RealPostgres.Database empty) {
    empty
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("create schema notification");
              migrations().forEach(script -> handle.createScript(script).execute());
            });
  }

  public JdbiSendLedger ledger() {
    return new JdbiSendLedger(jdbi, new MessageCodec());
  }

  /// A rate that is shared by all who ask this database; nobody is asked about the account.
  public SharedRate rate(String channel, SendPace pace, Clock clock) {
    return new SharedRate(channel, new JdbiBuckets(jdbi), pace, Optional::empty, _ -> {}, clock);
  }

  /// A ledger in which notifications wait as they do in the service.
  public JdbiSendLedger ledger(Holds holds) {
    return new JdbiSendLedger(jdbi, new MessageCodec(), holds);
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

  /// The migrations of the service, in the order of their versions.
  private static List<String> migrations() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .sorted(Comparator.comparingInt(LedgerDatabase::version))
          .map(LedgerDatabase::text)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(LedgerDatabase.class.getResource("/db/notification").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int version(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
