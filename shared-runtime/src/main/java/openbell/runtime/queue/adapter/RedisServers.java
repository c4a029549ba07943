package openbell.runtime.queue.adapter;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Where a queue's Redis is, and how to find the server that serves it.
///
/// @param hosts `redis://[[user]:password@]host:port[/database]`, or `rediss://` for TLS: the
/// server,
/// some nodes of a cluster, or the sentinels
/// @param masterName what sentinels call the master; not used by the others
/// @param password of the servers, not of sentinels; empty: the one in the hosts' addresses, if any
public record RedisServers(Kind kind, List<String> hosts, String masterName, String password) {

  /// How several servers stand together.
  public enum Kind {
    STANDALONE,
    CLUSTER,
    SENTINEL
  }

  public RedisServers {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("quarkus.redis.hosts names no server");
    }
    if (kind == Kind.SENTINEL && masterName.isBlank()) {
      throw new IllegalArgumentException(
          "quarkus.redis.client-type is sentinel: quarkus.redis.master-name must say which master");
    }
  }

  /// One server.
  public static RedisServers of(String uri) {
    return new RedisServers(Kind.STANDALONE, List.of(uri), "", "");
  }

  /// As the settings of the Quarkus extension name them.
  ///
  /// @param hosts separated by commas
  /// @param clientType standalone, cluster or sentinel
  public static RedisServers of(
      String hosts, String clientType, String masterName, String password) {
    Kind kind =
        Arrays.stream(Kind.values())
            .filter(one -> one.name().equals(clientType.strip().toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "quarkus.redis.client-type is standalone, cluster or sentinel, was "
                            + clientType));
    List<String> addresses =
        Arrays.stream(hosts.split(",", -1)).map(String::strip).filter(h -> !h.isEmpty()).toList();
    return new RedisServers(kind, addresses, masterName, password);
  }

  /// The address of a server that another one named.
  ///
  /// @param teller how the other one was reached: scheme, user and database are the same; a
  /// sentinel's own credentials are not
  /// @param host empty: as the teller's
  static String told(Kind kind, String teller, String host, int port) {
    URI base = URI.create(teller);
    String user = base.getRawUserInfo();
    String name = host.isEmpty() ? base.getHost() : host;
    String bracketed = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    String path = base.getRawPath();
    return base.getScheme()
        + "://"
        + (user == null || kind == Kind.SENTINEL ? "" : user + "@")
        + (bracketed + ":" + port)
        + (path == null ? "" : path);
  }

  /// Without secrets.
  @Override
  public String toString() {
    return kind + " of " + hosts.size() + " hosts";
  }
}
