package openbell.runtime.queue.adapter;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;

/// The queue's own connections: a service that keeps its pool busy must not delay a sign of life.
public final class PostgresPool {
  private static final String NAME = "openbell-queue";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String LIMITS =
      "set statement_timeout = '5s'; set idle_in_transaction_session_timeout = '30s'";

  private PostgresPool() {}

  /// Connections to the same database, as the same user, as those of `other`.
  ///
  /// @param connections at most; one more is opened to listen
  public static AgroalDataSource beside(AgroalDataSource other, int connections) {
    return beside(other, connections, NAME);
  }

  /// The same for another purpose than the queue.
  ///
  /// @param name how the server lists these connections
  public static AgroalDataSource beside(AgroalDataSource other, int connections, String name) {
    return open(
        new AgroalConnectionFactoryConfigurationSupplier(
            other
                .getConfiguration()
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()),
        connections,
        name);
  }

  public static AgroalDataSource open(String url, String user, String password, int connections) {
    return open(
        new AgroalConnectionFactoryConfigurationSupplier()
            .jdbcUrl(url)
            .principal(new NamePrincipal(user))
            .credential(new SimplePassword(password)),
        connections,
        NAME);
  }

  private static AgroalDataSource open(
      AgroalConnectionFactoryConfigurationSupplier factory, int connections, String name) {
    factory
        .autoCommit(true)
        .initialSql(LIMITS)
        .jdbcProperty("ApplicationName", name)
        .jdbcProperty("tcpKeepAlive", "true")
        .jdbcProperty("connectTimeout", "5")
        .jdbcProperty("socketTimeout", "10");
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(connections + 1)
                          .acquisitionTimeout(PATIENCE)
                          .connectionValidator(ConnectionValidator.defaultValidator())
                          .idleValidationTimeout(Duration.ofSeconds(30))
                          .reapTimeout(Duration.ofMinutes(5))
                          .exceptionSorter(sorter())
                          .connectionFactoryConfiguration(factory)));
    } catch (SQLException e) {
      throw new IllegalStateException("the queue's connection pool: " + e.getMessage(), e);
    }
  }

  private static ExceptionSorter sorter() {
    return new PostgreSQLExceptionSorter();
  }
}
