package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openbell.runtime.testing.RealRedis;

/// What tests say to a server past the queue, and what they overhear.
final class RedisTalk {
  private RedisTalk() {}

  static Response say(Vertx vertx, RealRedis server, Command command, Object... args)
      throws InterruptedException {
    try (RedisLine line = new RedisLine(vertx, RedisServers.of(server.uri()))) {
      Request request = Request.cmd(command);
      for (Object arg : args) {
        request.arg(arg.toString());
      }
      return line.call(request, Duration.ofSeconds(10));
    }
  }

  /// The commands that clients send while something is done; not those of scripts.
  static List<String> overhear(RealRedis server, Action action) throws Exception {
    List<String> heard = new ArrayList<>();
    try (Socket monitor = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Socket end = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      monitor.setSoTimeout(10_000);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(monitor.getInputStream(), UTF_8));
      send(monitor, "MONITOR");
      lines.readLine();
      action.run();
      send(end, "ECHO the-end");
      for (String line = lines.readLine(); !line.contains("the-end"); line = lines.readLine()) {
        if (!line.contains(" lua]")) {
          heard.add(line);
        }
      }
    }
    return heard;
  }

  private static void send(Socket socket, String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
  }

  /// Something that talks to a server.
  interface Action {
    void run() throws Exception;
  }
}
