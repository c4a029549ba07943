package openbell.signal.result;

import java.time.Instant;
import java.util.List;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunRef;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalReport;
import org.jspecify.annotations.Nullable;

/// What became of one run: a row of the signal history.
///
/// @param artifact null when the run left none that could be read
/// @param detail why there is no signal; empty when there is one
/// @param notified how many notifications it caused
/// @param report what was told, for the forward record; null in entries that are read
public record SignalEntry(
    RunRef run,
    Outcome outcome,
    @Nullable ArtifactRef artifact,
    List<Signal> changes,
    String detail,
    int notified,
    Instant at,
    @Nullable SignalReport report) {

  /// An entry with nothing more to keep.
  public SignalEntry(
      RunRef run,
      Outcome outcome,
      @Nullable ArtifactRef artifact,
      List<Signal> changes,
      String detail,
      int notified,
      Instant at) {
    this(run, outcome, artifact, changes, detail, notified, at, null);
  }

  public SignalEntry {
    changes = List.copyOf(changes);
  }

  /// The same with what was told.
  public SignalEntry telling(SignalReport told) {
    return new SignalEntry(run, outcome, artifact, changes, detail, notified, at, told);
  }

  /// How a result ended here.
  public enum Outcome {
    /// It was compared with the session before, and its subscribers were planned for.
    SIGNAL,
    /// It was empty, corrupt, broke its own rules or was refused by the guard; the operators were
    /// told, and its readers that there is no signal.
    REJECTED,
    /// There was no result: the run failed for good.
    FAILED
  }
}
