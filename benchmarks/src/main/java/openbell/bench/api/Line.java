package openbell.bench.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection that is kept alive: a request, its answer, the next request. Reads no more of an
/// answer than where it ends, so that the load costs little beside what it measures.
final class Line {
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final String LENGTH = "content-length:";
  private static final String CHUNKED = "transfer-encoding: chunked";

  private final SocketChannel channel;
  private ByteBuffer answer = ByteBuffer.allocate(16 << 10);
  private long dueNanos;

  private Line(SocketChannel channel) {
    this.channel = channel;
  }

  static Line open(InetSocketAddress server, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Line line = new Line(channel);
    channel.register(selector, SelectionKey.OP_READ, line);
    return line;
  }

  /// @param due when it was meant to be sent, of {@link System#nanoTime}
  void send(byte[] request, long due) throws IOException {
    dueNanos = due;
    answer.clear();
    ByteBuffer bytes = ByteBuffer.wrap(request);
    while (bytes.hasRemaining()) {
      // A request is smaller than a socket's buffer, and one is under way at most.
      if (channel.write(bytes) == 0) {
        Thread.onSpinWait();
      }
    }
  }

  long dueNanos() {
    return dueNanos;
  }

  /// Reads what is there: the status when the answer is whole, 0 when more must come, -1 when the
  /// server hung up.
  int read() throws IOException {
    if (!answer.hasRemaining()) {
      if (answer.capacity() >= LARGEST_ANSWER) {
        return -1;
      }
      ByteBuffer larger = ByteBuffer.allocate(answer.capacity() * 2);
      larger.put(answer.flip());
      answer = larger;
    }
    if (channel.read(answer) < 0) {
      return -1;
    }
    return isWhole() ? status() : 0;
  }

  private boolean isWhole() {
    int head = headLength();
    if (head < 0) {
      return false;
    }
    String headers = text(0, head).toLowerCase(Locale.ROOT);
    int at = headers.indexOf(LENGTH);
    if (at >= 0) {
      int end = headers.indexOf('\r', at);
      int length = Integer.parseInt(headers.substring(at + LENGTH.length(), end).strip());
      return answer.position() >= head + length;
    }
    return !headers.contains(CHUNKED) || text(answer.position() - 5, 5).equals("0\r\n\r\n");
  }

  /// Of the status line and headers with the empty line; -1 while it is not there.
  private int headLength() {
    byte[] bytes = answer.array();
    for (int i = 3; i < answer.position(); i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int status() {
    return Integer.parseInt(text("HTTP/1.1 ".length(), 3));
  }

  /// The whole answer as text.
  String text() {
    return text(0, answer.position());
  }

  private String text(int from, int length) {
    return new String(answer.array(), from, length, StandardCharsets.ISO_8859_1);
  }

  void close() throws IOException {
    channel.close();
  }
}
