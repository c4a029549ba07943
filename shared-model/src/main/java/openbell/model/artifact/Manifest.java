package openbell.model.artifact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.model.run.RunId;

/// The document that makes a run's files an artifact: it names them with their hashes and is
/// written last.
///
/// @param schema version of this form, 1
/// @param fence of the attempt that wrote the files; text, because it exceeds what some readers
/// keep exactly
/// @param dataHash SHA-256 over the bars that were used, all symbols in order
public record Manifest(
    int schema,
    RunId runId,
    int revision,
    String fence,
    LocalDate asOf,
    String configHash,
    String dataHash,
    String engineVersion,
    List<BarsUsed> bars,
    List<File> files,
    Instant createdAt) {

  public Manifest {
    bars = List.copyOf(bars);
    files = List.copyOf(files);
  }

  /// The bars of one symbol that the run saw.
  public record BarsUsed(
      String symbol, LocalDate first, LocalDate last, int count, String sha256) {}

  /// One file of the artifact. `name` has no path; `key` is where it is stored.
  public record File(String name, String key, long bytes, String sha256) {}
}
