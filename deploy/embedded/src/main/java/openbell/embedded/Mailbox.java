package openbell.embedded;

import java.nio.file.Path;

/// The mails that the file channel wrote.
final class Mailbox {
  private Mailbox() {}

  /// By name alone: a mail's temporary file may be gone before its attributes could be read.
  static long count(Path directory) {
    String[] mails = directory.toFile().list((_, name) -> name.endsWith(".eml"));
    return mails == null ? 0 : mails.length;
  }
}
