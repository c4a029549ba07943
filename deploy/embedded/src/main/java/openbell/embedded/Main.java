package openbell.embedded;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/// Starts PostgreSQL and, unless jobs are kept there too, Redis, then the five services in this
/// JVM, and stops them in the reverse
/// order.
///
/// The servers start before Quarkus because the connection pools read their addresses from the
/// configuration before any bean exists.
@QuarkusMain
public final class Main {
  private static final int MISUSE = 2;

  private Main() {}

  /// `up` (the default), `down` or `status`.
  public static void main(String... arguments) {
    try {
      Options options = parse(arguments);
      switch (options.verb()) {
        case UP -> up(options, arguments);
        case DOWN -> System.exit(Control.down(options));
        case STATUS -> System.exit(Control.status(options));
      }
    } catch (Options.Misuse e) {
      Terminal.problem(e.getMessage());
      System.exit(MISUSE);
    } catch (StartFailure e) {
      Terminal.problem(e.getMessage());
      System.exit(1);
    }
  }

  static Options parse(String... arguments) {
    return Options.parse(Arrays.asList(arguments), System.getenv(), Path.of("").toAbsolutePath());
  }

  private static void up(Options options, String... arguments) {
    VarDirectory var = VarDirectory.create(options.var());
    FileLock lock = var.lock();
    Ports.requireFree(options.port());
    Servers servers = Servers.of(var, options.queue());
    Stopping stopping = new Stopping(var, servers, lock);
    Runtime.getRuntime().addShutdownHook(new Thread(stopping, "openbell-stop"));
    try {
      servers.start();
      Settings.of(options, var, servers).apply();
      var.writeRunning(running(options, servers));
    } catch (StartFailure e) {
      Terminal.problem(e.getMessage());
      stopping.exit(1);
    }
    Quarkus.run(Openbell.class, (code, _) -> stopping.exit(code), arguments);
  }

  private static VarDirectory.Running running(Options options, Servers servers) {
    ProcessHandle self = ProcessHandle.current();
    Instant started = self.info().startInstant().orElse(Instant.EPOCH);
    return new VarDirectory.Running(
        self.pid(), started, options.port(), servers.postgres().port(), servers.redis().port());
  }
}
