package openbell.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A log that somebody else writes, read from its end on.
final class LogFile {
  /// What is looked at for the last lines, and what is read at once: enough for 1,000 long lines.
  private static final int MOST_BYTES = 1024 * 1024;

  private final Path path;
  private long read;

  LogFile(Path path) {
    this.path = path;
  }

  /// E.g. `postgres`.
  String name() {
    return path.getFileName().toString().replaceFirst("\\.log$", "");
  }

  /// The last lines; what comes after them is read by `more`.
  List<String> last(int lines) throws IOException {
    read = Math.max(0, Files.size(path) - MOST_BYTES);
    boolean cut = read > 0;
    List<String> all = more();
    // Of a long file the first line is only the end of one.
    return all.subList(Math.max(cut ? Math.min(1, all.size()) : 0, all.size() - lines), all.size());
  }

  /// The whole lines that were written since.
  List<String> more() throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() < read) {
        // It was begun anew.
        read = 0;
      }
      byte[] bytes = new byte[(int) Math.min(MOST_BYTES, file.length() - read)];
      file.seek(read);
      file.readFully(bytes);
      return whole(bytes);
    }
  }

  /// What is not ended yet is left for the next time, unless it fills everything.
  private List<String> whole(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(new String(bytes, from, i - from, StandardCharsets.UTF_8).stripTrailing());
        from = i + 1;
      }
    }
    if (from == 0 && bytes.length == MOST_BYTES) {
      from = bytes.length;
    }
    read += from;
    return lines;
  }
}
