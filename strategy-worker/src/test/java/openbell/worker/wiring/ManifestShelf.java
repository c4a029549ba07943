package openbell.worker.wiring;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;
import openbell.runtime.artifact.ArtifactStore;

/// Keeps manifests in memory and forgets all bytes: for tests that are about what runs say.
final class ManifestShelf implements ArtifactStore {
  private static final String NO_HASH = "00".repeat(32);

  private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();

  @Override
  public Published publish(ArtifactDraft draft) {
    boolean again = manifests.putIfAbsent(draft.prefix(), draft.header()) != null;
    return new Published(new ArtifactRef(draft.prefix(), NO_HASH, 1), again);
  }

  @Override
  public Manifest manifest(ArtifactRef ref) {
    return manifests.get(ref.key());
  }

  @Override
  public Optional<ArtifactRef> find(String runPrefix) {
    return manifests.containsKey(runPrefix)
        ? Optional.of(new ArtifactRef(runPrefix, NO_HASH, 1))
        : Optional.empty();
  }

  @Override
  public ArtifactRef put(String key, byte[] bytes) {
    return new ArtifactRef(key, NO_HASH, 1);
  }

  @Override
  public byte[] read(Manifest.File file) {
    throw new UnsupportedOperationException("no bytes are kept");
  }

  @Override
  public byte[] read(ArtifactRef ref) {
    throw new UnsupportedOperationException("no bytes are kept");
  }
}
