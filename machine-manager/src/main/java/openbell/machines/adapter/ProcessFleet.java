package openbell.machines.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// Worker JVMs on this host. What it knows is in files and in the process table, so that the next
/// manager adopts what this one started, whenever it was killed: see {@link ProcessNotes}.
public final class ProcessFleet implements Fleet {

  /// Environment variable that tells a worker its id in the fleet.
  static final String MARK = "OPENBELL_MACHINE";

  /// A worker that ended before this age is a failed start; one that is older undoes them.
  private static final Duration SOON = Duration.ofSeconds(15);

  /// A start that has not become a process by then is called off: its manager was killed.
  private static final Duration BIRTH = Duration.ofSeconds(10);

  private final Settings settings;
  private final Clock clock;
  private final ProcessNotes notes;
  private final WorkerLogs logs;
  private final Set<String> told = new HashSet<>();
  private int failedStarts;
  private @Nullable Instant lastFailure;
  private int sequence;
  private boolean searched;

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
      Duration grace,
      Bounds bounds) {
    public Settings {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
      directory = directory.toAbsolutePath().normalize();
    }

    /// Names the variables only: the values may be secrets.
    @Override
    public String toString() {
      return "Settings[command=%s, environment=%s, directory=%s, most=%d, grace=%s, bounds=%s]"
          .formatted(command, environment.keySet(), directory, most, grace, bounds);
    }
  }

  /// What a worker may cost its host, besides the heap in its command.
  ///
  /// @param nice how far it gives way to other processes, 0 to 19
  /// @param boot a worker that does not work after this is stuck
  /// @param logBytes largest log file; one older of the same size is kept beside it
  /// @param logs workers that have ended and whose logs stay
  public record Bounds(int nice, Duration boot, long logBytes, int logs) {
    public Bounds {
      if (nice < 0 || nice > 19 || logBytes < 1 || logs < 0) {
        throw new IllegalArgumentException("needs 0 <= nice <= 19, logBytes >= 1 and logs >= 0");
      }
    }
  }

  public ProcessFleet(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.notes = new ProcessNotes(settings.directory());
    this.logs =
        new WorkerLogs(
            settings.directory(), settings.bounds().logBytes(), settings.bounds().logs());
  }

  @Override
  public String kind() {
    return "process";
  }

  @Override
  public synchronized FleetView view() {
    Instant now = clock.instant();
    adoptWhatIsInNoFile();
    List<Machine> machines = new ArrayList<>();
    for (ProcessNote note : notes.all()) {
      Optional<ProcessHandle> process = processOf(note);
      if (process.isPresent()) {
        machines.add(look(note, process.get(), now));
      } else if (!note.born() && age(note, now).abs().compareTo(BIRTH) <= 0) {
        machines.add(machine(note, Machine.State.STARTING, note.asked(), "not yet a process"));
      } else {
        forget(note, now);
      }
    }
    logs.shorten(machines.stream().map(Machine::id).toList());
    return new FleetView(machines, failedStarts, lastFailure, "");
  }

  @Override
  public synchronized List<String> start(int count) {
    List<Machine> machines = view().machines();
    logs.tidy(machines.stream().map(Machine::id).collect(Collectors.toSet()));
    List<String> started = new ArrayList<>();
    for (int i = 0; i < Math.min(count, settings.most() - machines.size()); i++) {
      started.add(startOne());
    }
    return started;
  }

  @Override
  public synchronized void stop(Set<String> ids) {
    Instant now = clock.instant();
    for (ProcessNote note : notes.all()) {
      if (!ids.contains(note.id()) || note.stopped() != null || notes.callOff(note.id())) {
        continue;
      }
      // First the file: if we end here, the next manager sees that it was meant to end.
      notes.stop(note.id(), now);
      processOf(note).ifPresent(process -> tell(note.id(), process));
    }
  }

  private Machine look(ProcessNote note, ProcessHandle process, Instant now) {
    String detail = "process " + note.pid();
    Instant stopped = note.stopped();
    if (stopped != null) {
      if (stopped.plus(settings.grace()).isBefore(now)) {
        process.destroyForcibly();
      } else {
        tell(note.id(), process);
      }
      return machine(note, Machine.State.STOPPING, stopped, detail);
    }
    Instant up = note.up();
    if (up != null) {
      if (age(note, now).compareTo(SOON) >= 0) {
        failedStarts = 0;
      }
      return machine(note, Machine.State.RUNNING, up, detail);
    }
    boolean stuck = age(note, now).compareTo(settings.bounds().boot()) > 0;
    return stuck
        ? machine(note, Machine.State.STUCK, note.asked().plus(settings.bounds().boot()), detail)
        : machine(note, Machine.State.STARTING, note.asked(), detail);
  }

  private static Machine machine(
      ProcessNote note, Machine.State state, Instant since, String detail) {
    return new Machine(note.id(), state, since, note.asked(), detail);
  }

  /// Once: the manager that wrote it down may have been killed before it said it.
  private void tell(String id, ProcessHandle process) {
    if (told.add(id)) {
      process.destroy();
    }
  }

  private void forget(ProcessNote note, Instant now) {
    boolean failed = note.up() == null || age(note, now).compareTo(SOON) < 0;
    if (!note.born() && !notes.callOff(note.id())) {
      // It has taken its place at this very moment: the next look sees it.
      return;
    }
    notes.forget(note.id());
    told.remove(note.id());
    if (note.stopped() == null && failed) {
      fail(now);
    }
  }

  private void fail(Instant now) {
    failedStarts++;
    lastFailure = now;
  }

  private String startOne() {
    String id = freshId();
    ProcessBuilder builder =
        new ProcessBuilder(notes.birth(id, settings.bounds().nice(), settings.command()))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            // Appending, so that the file can be shortened under it.
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.of(id).toFile()));
    builder.environment().putAll(settings.environment());
    builder.environment().put(MARK, id);
    builder.environment().put(ProcessTable.UP, notes.upFile(id).toString());
    notes.wish(id, clock.instant());
    try {
      builder.start();
      return id;
    } catch (IOException e) {
      notes.callOff(id);
      fail(clock.instant());
      throw FailureException.of(
          FailureReason.CRASHED, "A worker process cannot be started: " + e.getMessage());
    }
  }

  /// Nothing starts without a file, but somebody may have emptied the directory.
  private void adoptWhatIsInNoFile() {
    if (searched && !notes.all().isEmpty()) {
      return;
    }
    searched = true;
    for (ProcessTable.Found found : ProcessTable.workersOf(settings.directory())) {
      String id = String.valueOf(found.up().getFileName()).replaceFirst("\\.up$", "");
      if (!notes.knows(id)) {
        notes.found(id, found.started(), found.pid());
      }
    }
  }

  private Optional<ProcessHandle> processOf(ProcessNote note) {
    return note.born()
        ? ProcessTable.process(note.pid(), notes.upFile(note.id()), note.asked())
        : Optional.empty();
  }

  private static Duration age(ProcessNote note, Instant now) {
    return Duration.between(note.asked(), now);
  }

  // An id that is taken would hide the process that has it.
  private String freshId() {
    String id;
    do {
      id = "worker-%d-%d".formatted(clock.millis(), ++sequence);
    } while (notes.knows(id));
    return id;
  }
}
