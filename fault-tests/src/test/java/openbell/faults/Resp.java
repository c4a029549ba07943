package openbell.faults;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// As much of Redis' wire protocol as a server needs that refuses everything.
final class Resp {
  private Resp() {}

  /// Reads one command and answers its name in capitals; empty at the end of the stream.
  static String read(InputStream in) throws IOException {
    String name = "";
    String header = line(in);
    if (header.isEmpty()) {
      return "";
    }
    int words = Integer.parseInt(header.substring(1));
    for (int i = 0; i < words; i++) {
      int length = Integer.parseInt(line(in).substring(1));
      byte[] word = in.readNBytes(length);
      if (word.length < length || in.readNBytes(2).length < 2) {
        throw new EOFException();
      }
      if (i == 0) {
        name = new String(word, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
      }
    }
    return name;
  }

  static byte[] error(String text) {
    return ("-" + text + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }
}
