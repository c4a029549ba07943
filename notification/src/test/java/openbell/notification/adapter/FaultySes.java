package openbell.notification.adapter;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An endpoint of SES that goes wrong on demand, and keeps a log of every request that it may have
/// taken. Connections are kept alive, as Amazon's are.
final class FaultySes implements AutoCloseable {
  private static final Pattern LID =
      Pattern.compile("\"Name\":\"lid\",\"Value\":\"([0-9A-Za-z_-]+)\"");
  private static final String ANSWER =
      "HTTP/1.1 %d x\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ServerSocket door;
  private volatile Function<Integer, Fault> script = _ -> Fault.NONE;
  private volatile String account = "";

  /// What it does with a request. The first ones have not taken the mail.
  enum Fault {
    THROTTLE,
    QUOTA,
    PAUSED,
    REFUSE,
    NONE,
    /// It takes the mail and fails.
    FIVE_HUNDRED,
    HANG,
    RESET,
    GARBAGE,
    CUT,
    SLOW;

    boolean takes() {
      return ordinal() >= NONE.ordinal();
    }
  }

  FaultySes() {
    try {
      door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::open);
  }

  /// @param faults by the number of the request, from 0
  void plays(Function<Integer, Fault> faults) {
    script = faults;
  }

  /// What `GetAccount` says; nothing while it is empty.
  void allows(String json) {
    account = json;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /// Ledger ids of all requests, in order.
  List<String> requests() {
    return requests;
  }

  /// Ledger ids of the requests that it took, whatever it said.
  List<String> taken() {
    return taken;
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
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String body = body(in);
        if (line.startsWith("GET ")) {
          say(out, account.isEmpty() ? 404 : 200, "", account.isEmpty() ? "{}" : account);
        } else if (!answer(client, out, body)) {
          return;
        }
      }
    } catch (IOException | InterruptedException _) {
      // The client went away; what was taken is taken.
    }
  }

  /// @return false when the connection is done with
  private boolean answer(Socket client, OutputStream out, String body)
      throws IOException, InterruptedException {
    Matcher tag = LID.matcher(body);
    String lid = tag.find() ? tag.group(1) : "";
    Fault fault;
    synchronized (this) {
      fault = script.apply(requests.size());
      requests.add(lid);
      if (fault.takes()) {
        taken.add(lid);
      }
    }
    switch (fault) {
      case NONE -> say(out, 200, "", "{\"MessageId\":\"m-" + lid + "\"}");
      case THROTTLE -> error(out, 429, "TooManyRequestsException", "Maximum sending rate exceeded");
      case QUOTA -> error(out, 429, "TooManyRequestsException", "Daily message quota exceeded");
      case PAUSED -> error(out, 400, "SendingPausedException", "paused");
      case REFUSE -> error(out, 400, "MessageRejected", "not verified");
      case FIVE_HUNDRED -> error(out, 500, "InternalFailure", "oops");
      case GARBAGE -> say(out, 200, "", "<html>proxy</html>");
      case CUT -> {
        out.write("HTTP/1.1 200 x\r\nContent-Length: 99\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
        return false;
      }
      case RESET -> {
        client.setSoLinger(true, 0);
        return false;
      }
      case HANG -> {
        over.await();
        return false;
      }
      case SLOW -> {
        if (!over.await(300, TimeUnit.MILLISECONDS)) {
          say(out, 200, "", "{\"MessageId\":\"m-" + lid + "\"}");
        }
      }
    }
    return true;
  }

  private static void error(OutputStream out, int status, String code, String text)
      throws IOException {
    say(out, status, "x-amzn-ErrorType: " + code + "\r\n", "{\"message\":\"" + text + "\"}");
  }

  private static void say(OutputStream out, int status, String header, String body)
      throws IOException {
    out.write(
        ANSWER.formatted(status, header, body.length(), body).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String body(InputStream in) throws IOException {
    int length = 0;
    boolean waits = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith("content-length:")) {
        length = Integer.parseInt(name.substring(15).strip());
      }
      waits |= name.startsWith("expect:");
    }
    if (waits) {
      throw new IOException("nobody should ask first");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    over.countDown();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
