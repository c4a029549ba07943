package openbell.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An operator's hand on a Redis: one inline command, one line or one text of answer.
final class RedisShell {
  private RedisShell() {}

  static String send(int port, String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String first = in.readLine();
      if (first == null || first.startsWith("-")) {
        throw new IllegalStateException(command + ": " + first);
      }
      return first.startsWith("$") ? text(in, Integer.parseInt(first.substring(1))) : first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every command that the server is sent while something is done; not those of scripts.
  static List<String> overhear(int port, Runnable action) throws IOException {
    List<String> heard = new ArrayList<>();
    try (Socket monitor = new Socket(InetAddress.getLoopbackAddress(), port)) {
      monitor.setSoTimeout(10_000);
      monitor.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
      var in =
          new BufferedReader(
              new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8));
      in.readLine();
      action.run();
      send(port, "ECHO the-end");
      for (String line = in.readLine(); !line.contains("the-end"); line = in.readLine()) {
        if (!line.contains(" lua]")) {
          heard.add(line);
        }
      }
    }
    return heard;
  }

  private static String text(BufferedReader in, int length) throws IOException {
    char[] text = new char[length];
    int read = 0;
    while (read < length) {
      int more = in.read(text, read, length - read);
      if (more < 0) {
        throw new IOException("the answer broke off");
      }
      read += more;
    }
    return new String(text);
  }

  /// A line `name:value` of INFO.
  static String info(int port, String section, String name) {
    return send(port, "INFO " + section)
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
