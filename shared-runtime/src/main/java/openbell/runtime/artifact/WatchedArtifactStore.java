package openbell.runtime.artifact;

import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;

/// A store whose answers {@link StoreHealth} hears.
///
/// @param divergent told of every publication that found other files than an earlier one
public record WatchedArtifactStore(ArtifactStore store, StoreHealth health, Runnable divergent)
    implements ArtifactStore {

  @Override
  public Published publish(ArtifactDraft draft) {
    Published published = health.watch(() -> store.publish(draft));
    if (published.divergent()) {
      divergent.run();
    }
    return published;
  }

  @Override
  public Manifest manifest(ArtifactRef ref) {
    return health.watch(() -> store.manifest(ref));
  }

  @Override
  public byte[] read(Manifest.File file) {
    return health.watch(() -> store.read(file));
  }

  @Override
  public Optional<ArtifactRef> find(String runPrefix) {
    return health.watch(() -> store.find(runPrefix));
  }

  @Override
  public ArtifactRef put(String key, byte[] bytes) {
    return health.watch(() -> store.put(key, bytes));
  }

  @Override
  public byte[] read(ArtifactRef ref) {
    return health.watch(() -> store.read(ref));
  }
}
