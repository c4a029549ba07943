package openbell.model.artifact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunId;
import org.jspecify.annotations.Nullable;

/// The document that makes a run's files an artifact: it names them with their hashes and is
/// written last.
///
/// @param schema version of this form, 1
/// @param fence of the attempt that wrote the files; text, because it exceeds what some readers
/// keep exactly
/// @param dataHash SHA-256 over the bars that were used, all symbols in order
/// @param calendarVersion of the exchanges' calendars that made the session; null before it existed
/// @param tzdb version of the time zone rules the writer had; null before it was noted
/// @param writtenBy which process wrote it: its machine and id, for the operators
/// @param bars what the run worked on, symbol by symbol
/// @param inputs everything the run was given, so that it can be repeated
/// @param remarks sentences for the reader about how old or how late this is; not part of the
/// result
public record Manifest(
    int schema,
    RunId runId,
    int revision,
    String fence,
    LocalDate asOf,
    String configHash,
    String dataHash,
    String engineVersion,
    @Nullable String calendarVersion,
    @Nullable String tzdb,
    @Nullable String writtenBy,
    List<BarsUsed> bars,
    List<Input> inputs,
    List<String> remarks,
    List<File> files,
    Instant createdAt) {

  // A manifest written before a list existed has none.
  public Manifest {
    bars = List.copyOf(bars);
    inputs = List.copyOf(Objects.requireNonNullElse(inputs, List.<Input>of()));
    remarks = List.copyOf(Objects.requireNonNullElse(remarks, List.<String>of()));
    files = List.copyOf(files);
  }

  /// A manifest without inputs.
  public Manifest(
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
    this(
        schema,
        runId,
        revision,
        fence,
        asOf,
        configHash,
        dataHash,
        engineVersion,
        null,
        null,
        null,
        bars,
        List.of(),
        List.of(),
        files,
        createdAt);
  }

  /// The same manifest with these files.
  public Manifest with(List<File> named) {
    return new Manifest(
        schema,
        runId,
        revision,
        fence,
        asOf,
        configHash,
        dataHash,
        engineVersion,
        calendarVersion,
        tzdb,
        writtenBy,
        bars,
        inputs,
        remarks,
        named,
        createdAt);
  }

  /// All bars of one symbol that the run was given, and where they are kept.
  ///
  /// @param source name of the place they came from
  /// @param stored bytes of {@link openbell.model.wire.BarCodec}
  /// @param fetchedAt when the source gave them, or null where that means nothing
  public record Input(
      String symbol, String source, ArtifactRef stored, @Nullable Instant fetchedAt) {}

  /// The bars of one symbol that the run saw.
  public record BarsUsed(
      String symbol, LocalDate first, LocalDate last, int count, String sha256) {}

  /// One file of the artifact. `name` has no path; `key` is where it is stored.
  public record File(String name, String key, long bytes, String sha256) {}
}
