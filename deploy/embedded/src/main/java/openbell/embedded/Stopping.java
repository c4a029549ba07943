package openbell.embedded;

import io.quarkus.runtime.Application;
import java.io.IOException;
import java.nio.channels.FileLock;

/// Stops Quarkus, then Redis, then PostgreSQL, and ends the JVM: the last thing that happens,
/// whether Ctrl-C, SIGTERM or a failed start asked for it.
final class Stopping implements Runnable {
  private final VarDirectory var;
  private final Servers servers;
  private final FileLock lock;
  private volatile int code;

  Stopping(VarDirectory var, Servers servers, FileLock lock) {
    this.var = var;
    this.servers = servers;
    this.lock = lock;
  }

  /// Ends the JVM through its shutdown hooks, of which this is one.
  void exit(int asked) {
    code = asked;
    System.exit(asked);
  }

  @Override
  public void run() {
    Terminal.say("Stopping ...");
    try {
      stopQuarkus();
    } finally {
      servers.stop();
      var.clearRunning();
      release();
      Terminal.say("Stopped. Everything is kept in " + var.path());
      // An orderly stop is a success, although a signal began it.
      Runtime.getRuntime().halt(code);
    }
  }

  // Held until here: a lock that nothing refers to is collected, and then it is no lock.
  private void release() {
    try {
      lock.release();
    } catch (IOException e) {
      Terminal.problem("the lock on the var directory: " + e.getMessage());
    }
  }

  // Quarkus has a hook of its own, which runs beside this one; `stop` waits for it.
  private static void stopQuarkus() {
    Application application = Application.currentApplication();
    if (application != null) {
      try {
        application.stop();
      } catch (IllegalStateException e) {
        Terminal.problem("Quarkus was not running: " + e.getMessage());
      }
    }
  }
}
