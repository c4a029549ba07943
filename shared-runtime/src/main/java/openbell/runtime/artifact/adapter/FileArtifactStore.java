package openbell.runtime.artifact.adapter;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.StoreUpkeep;
import org.jspecify.annotations.Nullable;

/// Artifacts in a folder. Several processes on one machine may share it.
public final class FileArtifactStore implements ArtifactStore, StoreUpkeep {
  private final FileObjects objects;
  private final ManifestLast protocol;

  /// @param root made when it is missing
  public FileArtifactStore(Path root) {
    this.objects = new FileObjects(root);
    this.protocol = new ManifestLast(objects);
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

  @Override
  public Page list(String prefix, @Nullable String after, int limit) {
    return objects.list(prefix, after, limit);
  }

  @Override
  public void delete(Collection<String> keys) {
    objects.delete(keys);
  }

  @Override
  public int sweepDrafts(Instant olderThan) {
    return objects.sweepDrafts(olderThan);
  }
}
