package openbell.signal.restate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.Manifest.Input;
import openbell.model.run.ArtifactRef;
import openbell.signal.restate.Revision.PastSignal;
import openbell.signal.restate.Revision.Restatement;

/// Finds out whether the bars of the past are still what the run before saw, and which of its
/// signals would be others now.
///
/// Most days nothing was changed: then the bars of a symbol are compared once for all portfolios,
/// and no signal file is read.
public final class Revisions {
  private static final int MOST_REMEMBERED = 512;

  private final PastRuns runs;
  private final Map<String, Optional<Restatement>> remembered = new Remembered();

  public Revisions(PastRuns runs) {
    this.runs = runs;
  }

  /// Empty when nothing was changed, or when one of the runs did not record its bars.
  ///
  /// @throws openbell.model.run.FailureException `ARTIFACT_CORRUPT`, `ARTIFACT_MISSING` or
  /// `STORE_UNAVAILABLE` when what was recorded cannot be read
  public Optional<Revision> between(ArtifactRef before, ArtifactRef now) {
    Manifest then = runs.manifest(before);
    Manifest today = runs.manifest(now);
    List<Restatement> restated = new ArrayList<>();
    for (Input input : today.inputs()) {
      then.inputs().stream()
          .filter(other -> other.symbol().equals(input.symbol()))
          .findFirst()
          .flatMap(other -> restatement(other, input))
          .ifPresent(restated::add);
    }
    if (restated.isEmpty()) {
      return Optional.empty();
    }
    if (!then.configHash().equals(today.configHash())) {
      return Optional.of(new Revision(restated, false, 0, List.of()));
    }
    List<PastSignal> signals =
        SignalComparison.differences(runs.signals(then), runs.signals(today), then.asOf());
    int count = signals.size();
    return Optional.of(
        new Revision(
            restated,
            true,
            count,
            signals.subList(Math.max(0, count - Revision.MOST_LISTED), count)));
  }

  private Optional<Restatement> restatement(Input before, Input now) {
    if (before.stored().sha256().equals(now.stored().sha256())) {
      return Optional.empty();
    }
    String key = now.symbol() + " " + before.stored().sha256() + " " + now.stored().sha256();
    synchronized (remembered) {
      Optional<Restatement> known = remembered.get(key);
      if (known != null) {
        return known;
      }
    }
    Optional<Restatement> found = BarComparison.of(now.symbol(), runs.bars(before), runs.bars(now));
    synchronized (remembered) {
      remembered.put(key, found);
    }
    return found;
  }

  /// Forgets what was not asked for longest.
  private static final class Remembered extends LinkedHashMap<String, Optional<Restatement>> {
    private static final long serialVersionUID = 1L;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Optional<Restatement>> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }
}
