package openbell.scheduler.export;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.hash.Sha256;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.model.wire.ArtifactCodec;
import openbell.model.wire.BarCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.reconcile.RunRecord;

/// Makes exports and keeps them under `exports/<owner>/<run id>/`, each with a manifest of its own,
/// so that they are read as carefully as a run.
public final class Exports {
  private static final String RESULT = "result.json";

  private final ArtifactStore store;
  private final ArtifactCodec codec = new ArtifactCodec();

  public Exports(ArtifactStore store) {
    this.store = store;
  }

  /// The export that is there, or a new one.
  ///
  /// @throws FailureException when the run's record is damaged, or the store does not answer
  public Manifest.File make(
      RunRecord run, ArtifactRef artifact, ExportFormat format, ExportWriter writer, Instant now) {
    Optional<Manifest.File> known = find(run.run(), format);
    if (known.isPresent()) {
      return known.get();
    }
    RecordedRun recorded = read(run, artifact);
    byte[] bytes = writer.write(recorded);
    ArtifactRef ref =
        store
            .publish(
                new ArtifactStore.ArtifactDraft(
                    prefix(run.run(), format),
                    header(recorded.manifest(), fence(bytes), now),
                    Map.of(format.file(), bytes)))
            .ref();
    return file(store.manifest(ref), format);
  }

  /// One that was made before and has not been swept away.
  public Optional<Manifest.File> find(RunRef run, ExportFormat format) {
    return store.find(prefix(run, format)).map(ref -> file(store.manifest(ref), format));
  }

  public byte[] read(Manifest.File file) {
    return store.read(file);
  }

  private RecordedRun read(RunRecord run, ArtifactRef artifact) {
    Manifest manifest = store.manifest(artifact);
    Map<String, byte[]> files = new HashMap<>();
    manifest.files().forEach(file -> files.put(file.name(), store.read(file)));
    byte[] result = files.get(RESULT);
    if (result == null) {
      throw FailureException.of(
          FailureReason.ARTIFACT_CORRUPT, "The manifest names no " + RESULT + ".");
    }
    List<RecordedRun.Bars> bars =
        manifest.inputs().stream()
            .map(
                input ->
                    new RecordedRun.Bars(
                        input.symbol(),
                        input.source(),
                        BarCodec.decode(store.read(input.stored()))))
            .toList();
    return new RecordedRun(run, manifest, codec.artifact(result), files, bars);
  }

  /// Writers of the same bytes share a place, writers of others do not meet.
  private static String fence(byte[] bytes) {
    return Sha256.hex(bytes).substring(0, 16);
  }

  private static Manifest header(Manifest of, String fence, Instant now) {
    return new Manifest(
        of.schema(),
        of.runId(),
        of.revision(),
        fence,
        of.asOf(),
        of.configHash(),
        of.dataHash(),
        of.engineVersion(),
        of.bars(),
        List.of(),
        now);
  }

  private static Manifest.File file(Manifest manifest, ExportFormat format) {
    return manifest.files().stream()
        .filter(file -> file.name().equals(format.file()))
        .findFirst()
        .orElseThrow(
            () ->
                FailureException.of(
                    FailureReason.ARTIFACT_CORRUPT, "An export does not name its file."));
  }

  /// @see ArtifactKeys#runPrefix
  private static String prefix(RunRef run, ExportFormat format) {
    return String.join("/", "exports", run.owner().value(), run.runId().value(), format.folder());
  }
}
