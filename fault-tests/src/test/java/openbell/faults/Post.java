package openbell.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mail server that takes everything and remembers what it took: the witness for "no mail twice".
///
/// It lives outside of the services, so that no fault of theirs can change what it saw. The ledger
/// id of a mail is the local part of its Message-ID.
final class Post implements AutoCloseable {
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?i)^Message-ID: *<([0-9a-f]{30})@.*>$");

  private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
  private final ServerSocket door;

  Post() {
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("post").start(this::open);
  }

  int port() {
    return door.getLocalPort();
  }

  /// How often the mail of this ledger id was taken.
  int taken(String ledgerId) {
    AtomicInteger count = taken.get(ledgerId);
    return count == null ? 0 : count.get();
  }

  /// Ledger ids of mails that were taken more than once.
  List<String> takenTwice() {
    return taken.entrySet().stream()
        .filter(mail -> mail.getValue().get() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  int mails() {
    return taken.size();
  }

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        // Closed: the loop ends.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = client.getOutputStream();
      say(out, "220 post");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equalsIgnoreCase("DATA")) {
          say(out, "354 go on");
          take(in);
          say(out, "250 taken");
        } else if (line.equalsIgnoreCase("QUIT")) {
          say(out, "221 bye");
          return;
        } else {
          say(out, "250 ok");
        }
      }
    } catch (IOException _) {
      // The client went away; what was taken is taken.
    }
  }

  private void take(BufferedReader in) throws IOException {
    String id = "";
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IOException("the mail broke off");
      }
      Matcher header = MESSAGE_ID.matcher(line);
      if (id.isEmpty() && header.matches()) {
        id = header.group(1);
      }
    }
    taken.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
