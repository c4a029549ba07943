package openbell.embedded;

import io.quarkus.runtime.Application;

/// Stops Quarkus, then Redis, then PostgreSQL, and ends the JVM: the last thing that happens,
/// whether Ctrl-C, SIGTERM or a failed start asked for it.
final class Stopping implements Runnable {
  private final VarDirectory var;
  private final Servers servers;
  private volatile int code;

  Stopping(VarDirectory var, Servers servers) {
    this.var = var;
    this.servers = servers;
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
      Terminal.say("Stopped. Everything is kept in " + var.path());
      // An orderly stop is a success, although a signal began it.
      Runtime.getRuntime().halt(code);
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
