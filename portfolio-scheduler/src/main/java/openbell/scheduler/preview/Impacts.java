package openbell.scheduler.preview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.RunId;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.dispatch.RunMoments;
import openbell.scheduler.dispatch.VersionBook.Draft;
import openbell.scheduler.preview.Impact.MetricChange;
import openbell.scheduler.preview.Impact.State;
import openbell.scheduler.preview.ImpactBook.Pair;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.jspecify.annotations.Nullable;

/// Shows what an edit would change before it is saved: the candidate's signals beside those of the
/// current version, both on the same day.
public final class Impacts {
  private static final int ID_LENGTH = 32;
  private static final String GONE = "A result was swept away meanwhile. Ask for the impact again.";

  private final Previews previews;
  private final ImpactBook book;
  private final RunLedger ledger;
  private final ArtifactStore store;
  private final ArtifactCodec codec = new ArtifactCodec();

  public Impacts(Previews previews, ImpactBook book, RunLedger ledger, ArtifactStore store) {
    this.previews = previews;
    this.book = book;
    this.ledger = ledger;
    this.store = store;
  }

  /// The newest run that has a result says for which day; nothing of the market has to be newer.
  public Optional<RunMoments.At> newestDay(PortfolioLine line) {
    return book.done(line.owner(), line.id(), line.configHash(), null)
        .map(run -> new RunMoments.At(run.run().session(), run.run().asOf()));
  }

  /// Asks for the runs that are not there, and remembers which two are compared.
  ///
  /// @param current what the portfolio runs with
  /// @param before called before each run that was not asked for yet; it may refuse by an exception
  public Impact ask(
      PortfolioLine line,
      Draft current,
      Draft candidate,
      RunMoments.At at,
      Instant now,
      Runnable before) {
    Owner owner = line.owner();
    Previews.Wish wish = new Previews.Wish(owner, line.id(), at, now);
    RunRecord was = done(line, at.asOf()).orElseGet(() -> previews.ask(wish, current, before));
    RunRecord is =
        candidate.configHash().equals(current.configHash())
            ? was
            : previews.ask(wish, candidate, before);
    Pair pair = pair(owner, line.id(), was.run().runId(), is.run().runId());
    book.keep(pair, now);
    return look(pair);
  }

  /// A run of the current version on that day whose files are still there.
  private Optional<RunRecord> done(PortfolioLine line, LocalDate asOf) {
    return book.done(line.owner(), line.id(), line.configHash(), asOf)
        .filter(run -> run.run().configHash().equals(line.configHash()));
  }

  public Optional<Impact> find(Owner owner, PortfolioId portfolio, String id) {
    return book.find(owner, portfolio, id).map(this::look);
  }

  private static Pair pair(Owner owner, PortfolioId portfolio, RunId before, RunId after) {
    String key =
        String.join(
            "\n", "impact", owner.value(), portfolio.value(), before.value(), after.value());
    return new Pair(Sha256.hex(key, ID_LENGTH), owner, portfolio, before, after);
  }

  private Impact look(Pair pair) {
    Optional<RunRecord> before = ledger.find(pair.owner(), pair.before());
    Optional<RunRecord> after = ledger.find(pair.owner(), pair.after());
    if (before.isEmpty() || after.isEmpty()) {
      return Impact.without(pair.id(), State.FAILED, GONE);
    }
    for (RunRecord run : List.of(after.get(), before.get())) {
      Failure failure = run.failure();
      if (run.state() == RunState.FAILED && failure != null) {
        return Impact.without(pair.id(), State.FAILED, failure.detail());
      }
    }
    ArtifactRef was = before.get().artifact();
    ArtifactRef is = after.get().artifact();
    return was == null || is == null
        ? Impact.without(pair.id(), State.RUNNING, "It is being computed.")
        : compared(pair.id(), was, is);
  }

  private Impact compared(String id, ArtifactRef was, ArtifactRef is) {
    try {
      Manifest before = store.manifest(was);
      Manifest after = store.manifest(is);
      SignalTable.Compared signals =
          SignalTable.compare(
              SignalTable.of(file(before, "signals.csv")),
              SignalTable.of(file(after, "signals.csv")));
      return new Impact(
          id,
          State.DONE,
          signals.sessions(),
          signals.changed(),
          sentence(signals),
          signals.changes(),
          metrics(
              codec.artifact(file(before, "result.json")),
              codec.artifact(file(after, "result.json"))));
    } catch (FailureException e) {
      if (e.failure().reason() == FailureReason.ARTIFACT_MISSING
          || e.failure().reason() == FailureReason.ARTIFACT_CORRUPT) {
        return Impact.without(id, State.FAILED, GONE);
      }
      throw e;
    }
  }

  private byte[] file(Manifest manifest, String name) {
    return manifest.files().stream()
        .filter(file -> file.name().equals(name))
        .findFirst()
        .map(store::read)
        .orElseThrow(
            () -> FailureException.of(FailureReason.ARTIFACT_MISSING, "There is no " + name + "."));
  }

  private static String sentence(SignalTable.Compared signals) {
    return signals.changed() == 0
        ? "Your edit changes none of the last %d signals.".formatted(signals.sessions())
        : "Your edit changes %d of the last %d signals."
            .formatted(signals.changed(), signals.sessions());
  }

  private static List<MetricChange> metrics(RunArtifact before, RunArtifact after) {
    TreeSet<String> names = new TreeSet<>(before.metrics().keySet());
    names.addAll(after.metrics().keySet());
    List<MetricChange> changes = new ArrayList<>();
    for (String name : names) {
      changes.add(
          new MetricChange(
              name, finite(before.metrics().get(name)), finite(after.metrics().get(name))));
    }
    return changes;
  }

  private static @Nullable Double finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }
}
