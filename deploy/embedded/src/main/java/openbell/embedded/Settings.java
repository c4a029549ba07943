package openbell.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/// The configuration that only this start knows: addresses, secrets, directories.
record Settings(Map<String, String> values) {

  static Settings of(Options options, VarDirectory var, Servers servers) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("quarkus.http.port", Integer.toString(options.port()));
    values.put("quarkus.datasource.jdbc.url", servers.postgres().jdbcUrl());
    values.put("quarkus.datasource.username", PostgresServer.USER);
    values.put("quarkus.datasource.password", servers.postgres().password());
    if (servers.withRedis()) {
      values.put("quarkus.redis.hosts", servers.redis().uri());
    } else {
      values.put("openbell.queue.kind", "postgres");
    }
    values.put("quarkus.log.file.enabled", "true");
    values.put("quarkus.log.file.path", var.log("openbell").toString());
    values.put("openbell.artifact.directory", var.artifacts().toString());
    values.put("openbell.notification.mailbox", var.mailbox().toString());
    values.put("openbell.links.key-file", var.linkKeys().toString());
    values.put("openbell.notification.page", "http://localhost:" + options.port());
    values.put("openbell.worker.bars.directory", options.data().toString());
    values.put("openbell.scheduler.instruments", options.data().toString());
    values.put("openbell.worker.engine-threads", Integer.toString(engineThreads()));
    return new Settings(values);
  }

  /// One core stays free for those who ask while a batch runs.
  private static int engineThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  /// Sets them as system properties, except where `-D` said something else.
  void apply() {
    values.forEach(
        (key, value) -> {
          if (System.getProperty(key) == null) {
            System.setProperty(key, value);
          }
        });
  }
}
