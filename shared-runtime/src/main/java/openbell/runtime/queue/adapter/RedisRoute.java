package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Finds the server for one line and connects to it.
///
/// A cluster's node that does not own the queue's slot says who does; that address is kept until it
/// fails. Sentinels are asked for the master with every new connection. After a failure the next
/// host
/// is tried first. Not thread-safe: a line connects under its lock.
final class RedisRoute {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final RedisServers servers;
  private int first;
  private @Nullable String owner;

  /// A connection and the client it must be closed with.
  record Open(String address, Redis client, RedisConnection connection) {}

  RedisRoute(Vertx vertx, RedisServers servers) {
    this.vertx = vertx;
    this.servers = servers;
  }

  /// @throws ExecutionException when no server can be reached
  /// @throws TimeoutException when the last one tried does not answer
  Open connect() throws InterruptedException, ExecutionException, TimeoutException {
    List<String> hosts = servers.hosts();
    if (owner != null) {
      String known = owner;
      owner = null;
      try {
        Open open = open(known, servers.password());
        owner = known;
        return open;
      } catch (ExecutionException | TimeoutException _) {
        // The other nodes know by now, or will soon, who took over.
      }
    }
    for (int tried = 1; ; tried++) {
      try {
        return byHost(hosts.get(first));
      } catch (ExecutionException | TimeoutException e) {
        failed();
        if (tried >= hosts.size()) {
          throw e;
        }
      }
    }
  }

  private Open byHost(String host)
      throws InterruptedException, ExecutionException, TimeoutException {
    return servers.kind() == RedisServers.Kind.SENTINEL
        ? open(master(host), servers.password())
        : open(host, servers.password());
  }

  private String master(String sentinel)
      throws InterruptedException, ExecutionException, TimeoutException {
    Open asked = open(sentinel, "");
    try {
      Request question =
          Request.cmd(Command.SENTINEL).arg("get-master-addr-by-name").arg(servers.masterName());
      Response answer = RedisLine.await(asked.connection.send(question), TO_CONNECT);
      if (answer == null || answer.size() != 2) {
        throw new ExecutionException(
            new IllegalStateException("no sentinel knows " + servers.masterName()));
      }
      int port = Integer.parseInt(answer.get(1).toString());
      return RedisServers.told(servers.kind(), sentinel, answer.get(0).toString(), port);
    } finally {
      asked.client.close();
    }
  }

  private Open open(String address, String password)
      throws InterruptedException, ExecutionException, TimeoutException {
    RedisOptions options = new RedisOptions().setConnectionString(address).setMaxPoolSize(1);
    options.setMaxWaitingHandlers(16_384);
    options.getNetClientOptions().setConnectTimeout((int) TO_CONNECT.toMillis());
    options.getNetClientOptions().setTcpKeepAlive(true);
    if (!password.isEmpty()) {
      options.setPassword(password);
    }
    Redis client = Redis.createClient(vertx, options);
    try {
      return new Open(address, client, RedisLine.await(client.connect(), TO_CONNECT));
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      client.close();
      throw e;
    }
  }

  /// The server that was asked is not the one.
  ///
  /// @param told `host:port`
  void moved(Open asked, String told) {
    int colon = told.lastIndexOf(':');
    int port = Integer.parseInt(told.substring(colon + 1));
    owner = RedisServers.told(servers.kind(), asked.address, told.substring(0, colon), port);
  }

  /// The server cannot serve; another may.
  void failed() {
    owner = null;
    first = (first + 1) % servers.hosts().size();
  }
}
