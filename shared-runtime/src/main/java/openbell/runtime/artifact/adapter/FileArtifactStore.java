package openbell.runtime.artifact.adapter;

import java.nio.file.Path;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;
import openbell.runtime.artifact.ArtifactStore;

/// Artifacts in a folder. Several processes on one machine may share it.
public final class FileArtifactStore implements ArtifactStore {
  private final ManifestLast protocol;

  /// @param root made when it is missing
  public FileArtifactStore(Path root) {
    this.protocol = new ManifestLast(new FileObjects(root));
  }

  @Override
  public Published publish(ArtifactDraft draft) {
    return protocol.publish(draft);
  }

  @Override
  public Manifest manifest(ArtifactRef ref) {
    return protocol.manifest(ref);
  }

  @Override
  public byte[] read(Manifest.File file) {
    return protocol.read(file);
  }

  @Override
  public ArtifactRef put(String key, byte[] bytes) {
    return protocol.put(key, bytes);
  }

  @Override
  public byte[] read(ArtifactRef ref) {
    return protocol.read(ref);
  }

  @Override
  public Optional<ArtifactRef> find(String runPrefix) {
    return protocol.find(runPrefix);
  }
}
