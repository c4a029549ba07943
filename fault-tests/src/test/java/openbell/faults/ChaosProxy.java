package openbell.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A TCP relay on loopback that does to a connection what networks do.
final class ChaosProxy implements AutoCloseable {

  /// What happens to bytes that pass.
  sealed interface Weather {

    /// Nothing.
    record Clear() implements Weather {}

    /// Each piece of an answer comes late.
    record Slow(Duration by) implements Weather {}

    /// Requests arrive, answers are lost.
    record Deaf() implements Weather {}

    /// The connection breaks after so many bytes of answers.
    record Cut(long afterBytes) implements Weather {}

    /// Every Redis command gets this error from the proxy itself.
    record Answering(String error) implements Weather {}
  }

  /// The door that {@link #port} opens on.
  private static final String MAIN = "";

  private final Map<String, Door> doors = new ConcurrentHashMap<>();
  private final int target;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicLong swallowed = new AtomicLong();
  private volatile Weather weather = new Weather.Clear();

  /// @param target a loopback port
  ChaosProxy(int target) {
    this.target = target;
  }

  int port() {
    return doorOf(MAIN);
  }

  /// The port of a client that is counted apart from others; the weather is the same at every door.
  int doorOf(String client) {
    return doors.computeIfAbsent(client, _ -> newDoor()).socket.getLocalPort();
  }

  private Door newDoor() {
    try {
      Door door = new Door(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("proxy").start(() -> open(door));
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Changes the weather; open connections feel it, too.
  void weather(Weather next) {
    swallowed.set(0);
    doors.values().forEach(door -> door.answered.set(0));
    weather = next;
    if (next instanceof Weather.Answering) {
      reset();
    }
  }

  /// Clear again. Connections that lost bytes cannot be mended: they break.
  void clear() {
    boolean lossy = !(weather instanceof Weather.Clear || weather instanceof Weather.Slow);
    weather = new Weather.Clear();
    if (lossy) {
      reset();
    }
  }

  /// Breaks every connection at once, with RST; answers how many there were.
  int reset() {
    int broken = 0;
    for (Line line : lines) {
      line.reset();
      broken++;
    }
    return broken;
  }

  /// Connections that are open now are dead from here on, and nobody is told: what is sent on them
  /// is lost. New ones are well. Answers how many there are.
  int deaden() {
    swallowed.set(0);
    int dead = 0;
    for (Line line : lines) {
      line.dead = true;
      dead++;
    }
    return dead;
  }

  int connections() {
    return lines.size();
  }

  /// Bytes lost since the weather changed.
  long swallowed() {
    return swallowed.get();
  }

  /// Commands that the proxy answered itself since the weather changed.
  long answered() {
    return doors.values().stream().mapToLong(door -> door.answered.get()).sum();
  }

  /// Those of one client.
  long answered(String client) {
    Door door = doors.get(client);
    return door == null ? 0 : door.answered.get();
  }

  private void open(Door door) {
    while (!door.socket.isClosed()) {
      try {
        Socket client = door.socket.accept();
        Thread.ofVirtual().start(() -> connect(door, client));
      } catch (IOException _) {
        // Closed: the loop ends.
      }
    }
  }

  private void connect(Door door, Socket client) {
    try {
      if (weather instanceof Weather.Answering answering) {
        Line line = new Line(client, client);
        lines.add(line);
        answer(door, line, answering);
      } else {
        Line line = new Line(client, new Socket(InetAddress.getLoopbackAddress(), target));
        lines.add(line);
        Thread.ofVirtual().start(() -> pump(line, line.client, line.server, false));
        pump(line, line.server, line.client, true);
      }
    } catch (IOException _) {
      closeQuietly(client);
    }
  }

  private void answer(Door door, Line line, Weather.Answering answering) throws IOException {
    try (line) {
      InputStream in = line.client.getInputStream();
      OutputStream out = line.client.getOutputStream();
      for (String command = Resp.read(in); !command.isEmpty(); command = Resp.read(in)) {
        // A loading or read-only server greets like any other.
        boolean greeting = command.equals("HELLO");
        door.answered.addAndGet(greeting ? 0 : 1);
        out.write(Resp.error(greeting ? "ERR unknown command 'HELLO'" : answering.error()));
        out.flush();
      }
    } finally {
      lines.remove(line);
    }
  }

  private void pump(Line line, Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (passes(line, n, answers)) {
          to.getOutputStream().write(buffer, 0, n);
          to.getOutputStream().flush();
        }
      }
    } catch (IOException _) {
      // One side is gone; the other one shall know.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      line.close();
      lines.remove(line);
    }
  }

  private boolean passes(Line line, int bytes, boolean answers)
      throws IOException, InterruptedException {
    if (line.dead) {
      swallowed.addAndGet(bytes);
      return false;
    }
    switch (weather) {
      case Weather.Slow slow when answers -> Thread.sleep(slow.by());
      case Weather.Deaf _ when answers -> {
        swallowed.addAndGet(bytes);
        return false;
      }
      case Weather.Cut cut when answers && line.passed.addAndGet(bytes) > cut.afterBytes() -> {
        swallowed.addAndGet(bytes);
        line.reset();
        throw new IOException("cut");
      }
      default -> {
        // It passes.
      }
    }
    return true;
  }

  @Override
  public void close() {
    doors.values().forEach(door -> closeQuietly(door.socket));
    lines.forEach(Line::close);
  }

  private static void closeQuietly(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception _) {
      // It was closed already.
    }
  }

  private static final class Door {
    private final ServerSocket socket;
    private final AtomicLong answered = new AtomicLong();

    Door(ServerSocket socket) {
      this.socket = socket;
    }
  }

  private static final class Line implements AutoCloseable {
    private final Socket client;
    private final Socket server;
    private final AtomicLong passed = new AtomicLong();
    private volatile boolean dead;

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void reset() {
      for (Socket socket : new Socket[] {client, server}) {
        try {
          socket.setSoLinger(true, 0);
        } catch (IOException _) {
          // It was closed already.
        }
      }
      close();
    }

    @Override
    public void close() {
      closeQuietly(client);
      closeQuietly(server);
    }
  }
}
