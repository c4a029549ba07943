package openbell.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/// Unix signals to one process that the suite itself started.
final class Signals {
  private Signals() {}

  /// SIGSTOP: the process stands still in the middle of whatever it does.
  static void pause(long pid) {
    send("STOP", pid);
  }

  /// SIGCONT: it goes on as if no time had passed.
  static void resume(long pid) {
    send("CONT", pid);
  }

  static void kill(long pid) {
    send("KILL", pid);
  }

  private static void send(String signal, long pid) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start();
      if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("SIG" + signal + " did not reach process " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
