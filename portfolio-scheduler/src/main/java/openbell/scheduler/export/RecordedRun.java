package openbell.scheduler.export;

import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.market.BarColumns;
import openbell.scheduler.reconcile.RunRecord;

/// Everything a run left, read and verified.
///
/// @param files content by name
/// @param bars of every symbol, in the order of the record; empty for a run that recorded none
public record RecordedRun(
    RunRecord run,
    Manifest manifest,
    RunArtifact result,
    Map<String, byte[]> files,
    List<Bars> bars) {
  public RecordedRun {
    files = Map.copyOf(files);
    bars = List.copyOf(bars);
  }

  /// The bars of one symbol.
  public record Bars(String symbol, String source, BarColumns columns) {}
}
