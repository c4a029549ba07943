package openbell.signal.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.run.RunRef;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import openbell.signal.derive.Evidence;

/// Whether run, manifest, result and report speak of the same thing.
final class Agreement {
  private final List<String> faults = new ArrayList<>();

  private Agreement() {}

  static List<String> faults(RunRef run, Evidence evidence) {
    Agreement agreement = new Agreement();
    RunArtifact result = evidence.result();
    agreement.same("strategy of run and result", run.configHash(), result.configHash());
    Manifest manifest = evidence.manifest();
    if (manifest != null) {
      agreement.same("run of message and manifest", run.runId(), manifest.runId());
      agreement.same("revision of run and manifest", run.revision(), manifest.revision());
      agreement.same("session of run and manifest", run.asOf(), manifest.asOf());
      agreement.same("strategy of manifest and result", manifest.configHash(), result.configHash());
      agreement.same(
          "engine of manifest and result", manifest.engineVersion(), result.engineVersion());
      agreement.same("bars of manifest and result", manifest.bars(), result.data());
      agreement.same("data hash of manifest and report", manifest.dataHash(), evidence.dataHash());
    }
    return agreement.faults;
  }

  static List<String> faults(RunRef run, SignalReport report, Evidence evidence) {
    Agreement agreement = new Agreement();
    RunArtifact result = evidence.result();
    agreement.same("strategy of report and result", report.configHash(), result.configHash());
    agreement.same("engine of report and result", report.engineVersion(), result.engineVersion());
    agreement.same("data hash of report and manifest", report.dataHash(), evidence.dataHash());
    agreement.same("artifact of report and run", report.artifact(), evidence.artifact());
    agreement.positions(report.positions(), result.today());
    for (Signal change : report.changes()) {
      agreement.change(change, result.today());
      agreement.fresh(change, result.today(), run);
    }
    return agreement.faults;
  }

  private void positions(List<Holding> told, List<Standing> found) {
    same(
        "actions of report and result",
        told.stream().map(holding -> holding.symbol() + " " + holding.action()).toList(),
        found.stream().map(standing -> standing.symbol() + " " + standing.action()).toList());
  }

  /// A change is today's decision, or says what became of a position whose past was revised.
  private void change(Signal change, List<Standing> found) {
    boolean known =
        found.stream()
            .filter(standing -> standing.symbol().equals(change.symbol()))
            .anyMatch(standing -> change.action() == standing.action() || isQuiet(standing));
    if (!known || !change.action().isTrade()) {
      faults.add(
          "the report says %s of %s, the result does not"
              .formatted(change.action(), change.symbol()));
    }
  }

  /// Prices that are not up to date never make a buy.
  private void fresh(Signal change, List<Standing> found, RunRef run) {
    boolean buy = change.action() == SignalAction.ENTER || change.action() == SignalAction.INCREASE;
    for (Standing standing : found) {
      boolean stale = standing.date().isBefore(run.asOf());
      if (buy && stale && standing.symbol().equals(change.symbol())) {
        faults.add("the report buys %s at old prices".formatted(change.symbol()));
      }
    }
  }

  private static boolean isQuiet(Standing standing) {
    return !standing.action().isTrade();
  }

  private void same(String what, Object one, Object other) {
    if (!Objects.equals(one, other)) {
      faults.add("the " + what + " differ");
    }
  }
}
