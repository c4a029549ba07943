package openbell.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/// `down` and `status`: what is done to a running Openbell from outside.
final class Control {
  private static final Duration STOP_GRACE = Duration.ofSeconds(90);

  private Control() {}

  /// Stops what runs on the directory, or what a crash left there.
  static int down(Options options) {
    if (!Files.isDirectory(options.var())) {
      Terminal.say("Nothing runs on " + options.var());
      return 0;
    }
    VarDirectory var = VarDirectory.create(options.var());
    Optional<Child> running = var.running().flatMap(VarDirectory.Running::process);
    if (running.isPresent()) {
      Terminal.say("Stopping process %d ...".formatted(running.get().pid()));
      if (!running.get().stop(STOP_GRACE)) {
        Terminal.problem(
            "It did not stop within %d s and was killed.".formatted(STOP_GRACE.toSeconds()));
      }
    }
    // Held to the end: nobody may start on the directory meanwhile.
    try (FileLock _ = var.lock()) {
      Servers servers = Servers.of(var, options.queue());
      boolean redis = servers.redis().stopLeftover();
      boolean postgres = servers.postgres().stopLeftover();
      var.clearRunning();
      if (redis || postgres) {
        Terminal.say("Stopped the servers that a crash had left running.");
      } else {
        Terminal.say(running.isPresent() ? "Stopped." : "Nothing runs on " + options.var());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }

  /// Says whether it runs and where; exit code 0 when it does, 3 when not.
  static int status(Options options) {
    Optional<VarDirectory.Running> running =
        Files.isDirectory(options.var())
            ? new VarDirectory(options.var()).running()
            : Optional.empty();
    if (running.isEmpty() || running.get().process().isEmpty()) {
      Terminal.say(
          running.isEmpty()
              ? "Openbell is not running on " + options.var()
              : "Openbell crashed on %s; ./openbell up continues with its data"
                  .formatted(options.var()));
      return 3;
    }
    VarDirectory.Running it = running.get();
    Site site = new Site(it.port());
    Terminal.say(
        "Openbell runs on %s%n  page        http://localhost:%d  (%s)%n  process     %d, since %s%n  PostgreSQL  127.0.0.1:%d%n  %s%n  mails       %d in %s"
            .formatted(
                options.var(),
                it.port(),
                site.healthy() ? "healthy" : "not healthy yet",
                it.pid(),
                it.started(),
                it.postgresPort(),
                queue(it),
                Mailbox.count(options.var().resolve("mailbox")),
                options.var().resolve("mailbox")));
    return 0;
  }

  private static String queue(VarDirectory.Running it) {
    return it.redisPort() == 0
        ? "jobs        in PostgreSQL, no Redis"
        : "Redis       127.0.0.1:%d".formatted(it.redisPort());
  }
}
