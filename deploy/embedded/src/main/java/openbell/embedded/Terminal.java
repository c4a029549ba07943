package openbell.embedded;

import org.jspecify.annotations.Nullable;

/// What the person at the terminal reads.
final class Terminal {
  private Terminal() {}

  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  static void problem(@Nullable String text) {
    System.err.println("openbell: " + text);
    System.err.flush();
  }
}
