package openbell.bench.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Thousands of connections that watch a run each, read by one thread; notes how long after it
/// happened each event was there.
final class Watchers implements AutoCloseable {
  /// Only what was told for the measurement: what was queued before comes with every first answer.
  private static final Pattern AT =
      Pattern.compile("\"at\":\"([^\"]+)\"[^\\n]*?\"stage\":\"CLAIMED\"");
  private static final String END = "\n\n";

  private final Selector selector = Selector.open();
  private final long[] nanos;
  private int heard;

  private static final class Ear {
    private final StringBuilder text = new StringBuilder();
  }

  /// @param most events that are noted
  Watchers(int most) throws IOException {
    nanos = new long[most];
  }

  /// Opens one connection per request, a few at a time, and returns how many were taken.
  int open(InetSocketAddress server, List<byte[]> requests) throws IOException {
    int taken = 0;
    for (byte[] request : requests) {
      SocketChannel channel = SocketChannel.open(server);
      channel.write(ByteBuffer.wrap(request));
      ByteBuffer first = ByteBuffer.allocate(16 << 10);
      channel.read(first);
      String answer = new String(first.array(), 0, first.position(), StandardCharsets.UTF_8);
      if (answer.startsWith("HTTP/1.1 200")) {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Ear());
        taken++;
      } else {
        channel.close();
      }
    }
    return taken;
  }

  /// Reads until so many events were heard, or the time is over.
  void listen(int wanted, Duration longest) throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    while (heard < Math.min(wanted, nanos.length) && System.nanoTime() < end) {
      selector.select(100);
      Instant now = Instant.now();
      for (SelectionKey key : selector.selectedKeys()) {
        buffer.clear();
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
          key.channel().close();
        } else {
          note((Ear) key.attachment(), buffer.flip(), now);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void note(Ear ear, ByteBuffer bytes, Instant now) {
    ear.text.append(StandardCharsets.UTF_8.decode(bytes));
    int end = ear.text.lastIndexOf(END);
    if (end >= 0) {
      Matcher found = AT.matcher(ear.text.substring(0, end));
      while (found.find() && heard < nanos.length) {
        nanos[heard++] = Duration.between(Instant.parse(found.group(1)), now).toNanos();
      }
      ear.text.delete(0, end + END.length());
    }
  }

  /// Sorted; the latencies of what was heard so far.
  long[] latencies() {
    long[] some = Arrays.copyOf(nanos, heard);
    Arrays.sort(some);
    return some;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
