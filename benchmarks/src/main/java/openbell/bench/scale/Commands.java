package openbell.bench.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often each command was given to a Redis since it started.
record Commands(Map<String, Long> calls) {
  private static final Pattern LINE = Pattern.compile("cmdstat_([^:]+):calls=(\\d+).*");
  private static final Set<String> OUTSIDE =
      Set.of("eval", "evalsha", "fcall", "blpop", "brpop", "bzpopmin", "ping", "blmove");

  /// Asks with a line of its own: this connection counts one `info` and nothing else.
  static Commands of(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader answer =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      socket.getOutputStream().write("INFO commandstats\r\n".getBytes(StandardCharsets.US_ASCII));
      int left = Integer.parseInt(answer.readLine().substring(1));
      Map<String, Long> calls = new TreeMap<>();
      while (left > 0) {
        String line = answer.readLine();
        left -= line.length() + 2;
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          calls.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
      }
      return new Commands(calls);
    }
  }

  /// What came since then, without our own questions; commands inside of scripts count, too.
  Commands since(Commands before) {
    Map<String, Long> more = new TreeMap<>();
    calls.forEach(
        (name, count) -> {
          long grown = count - before.calls.getOrDefault(name, 0L);
          if (grown > 0 && !name.equals("info")) {
            more.put(name, grown);
          }
        });
    return new Commands(more);
  }

  /// Commands that a client sends; what a script does inside of the server is not one.
  long sent() {
    return calls.entrySet().stream()
        .filter(entry -> OUTSIDE.contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
