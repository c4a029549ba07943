package openbell.machines.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// Worker JVMs on this host. A file per process lets the next manager adopt what this one started.
public final class ProcessFleet implements Fleet {

  /// Environment variable that tells a worker its id in the fleet.
  static final String MARK = "OPENBELL_MACHINE";

  /// A worker this old is taken to work; one that ended before it is a failed start.
  private static final Duration BOOT = Duration.ofSeconds(15);

  private final Settings settings;
  private final Clock clock;
  private int failedStarts;
  private @Nullable Instant lastFailure;
  private int sequence;

  /// @param command program and arguments of one worker
  /// @param environment added to this process's own
  /// @param directory where the files and logs of the workers are
  /// @param most workers that this fleet ever runs at the same time
  /// @param grace how long a worker may finish its work before it is killed
  public record Settings(
      List<String> command,
      Map<String, String> environment,
      Path directory,
      int most,
      Duration grace) {
    public Settings {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    /// Names the variables only: the values may be secrets.
    @Override
    public String toString() {
      return "Settings[command=%s, environment=%s, directory=%s, most=%d, grace=%s]"
          .formatted(command, environment.keySet(), directory, most, grace);
    }
  }

  public ProcessFleet(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    try {
      Files.createDirectories(settings.directory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String kind() {
    return "process";
  }

  @Override
  public synchronized FleetView view() {
    Instant now = clock.instant();
    List<Machine> machines = new ArrayList<>();
    for (ProcessRecord entry : ProcessRecord.all(settings.directory())) {
      entry
          .process()
          .ifPresentOrElse(
              process -> machines.add(look(entry, process, now)), () -> forget(entry, now));
    }
    return new FleetView(machines, failedStarts, lastFailure, "");
  }

  @Override
  public synchronized List<String> start(int count) {
    int room = settings.most() - view().machines().size();
    List<String> started = new ArrayList<>();
    for (int i = 0; i < Math.min(count, room); i++) {
      started.add(startOne());
    }
    return started;
  }

  @Override
  public synchronized void stop(Set<String> ids) {
    Instant now = clock.instant();
    for (ProcessRecord entry : ProcessRecord.all(settings.directory())) {
      if (ids.contains(entry.id()) && entry.drainedAt() == null) {
        // First the file: if we end here, the next manager sees that it was meant to end.
        entry.drained(now).write(settings.directory());
        entry.process().ifPresent(ProcessHandle::destroy);
      }
    }
  }

  private Machine look(ProcessRecord entry, ProcessHandle process, Instant now) {
    String detail = "process " + entry.pid();
    Instant drainedAt = entry.drainedAt();
    if (drainedAt != null) {
      if (drainedAt.plus(settings.grace()).isBefore(now)) {
        process.destroyForcibly();
      }
      return new Machine(entry.id(), Machine.State.STOPPING, drainedAt, entry.started(), detail);
    }
    boolean booting = entry.started().plus(BOOT).isAfter(now);
    if (!booting) {
      failedStarts = 0;
    }
    Machine.State state = booting ? Machine.State.STARTING : Machine.State.RUNNING;
    return new Machine(entry.id(), state, entry.started(), entry.started(), detail);
  }

  private void forget(ProcessRecord entry, Instant now) {
    entry.delete(settings.directory());
    if (entry.drainedAt() == null && entry.started().plus(BOOT).isAfter(now)) {
      failedStarts++;
      lastFailure = now;
    }
  }

  private String startOne() {
    String id = freshId();
    ProcessBuilder builder =
        new ProcessBuilder(settings.command())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(settings.directory().resolve(id + ".log").toFile());
    builder.environment().putAll(settings.environment());
    builder.environment().put(MARK, id);
    try {
      Process process = builder.start();
      Instant started = process.info().startInstant().orElseGet(clock::instant);
      new ProcessRecord(id, process.pid(), started, null).write(settings.directory());
      return id;
    } catch (IOException e) {
      failedStarts++;
      lastFailure = clock.instant();
      throw FailureException.of(
          FailureReason.CRASHED, "A worker process cannot be started: " + e.getMessage());
    }
  }

  // An id that is taken would hide the process that has it.
  private String freshId() {
    String id;
    do {
      id = "worker-%d-%d".formatted(clock.millis(), ++sequence);
    } while (ProcessRecord.exists(settings.directory(), id));
    return id;
  }
}
