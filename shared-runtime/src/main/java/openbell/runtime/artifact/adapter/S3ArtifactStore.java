package openbell.runtime.artifact.adapter;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.StoreUpkeep;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// Artifacts in an S3-compatible bucket: Amazon S3, Cloudflare R2, MinIO.
public final class S3ArtifactStore implements ArtifactStore, StoreUpkeep {
  private final S3Objects objects;
  private final ManifestLast protocol;

  /// @param client without checksum trailers and with bounded time-outs; see the wiring
  public S3ArtifactStore(S3Client client, String bucket, Backoff backoff) {
    this.objects = new S3Objects(client, bucket, backoff);
    this.protocol = new ManifestLast(objects);
  }

  /// Refuses a store that would let a second manifest replace the first.
  ///
  /// @throws IllegalStateException when the store does not keep `If-None-Match: *`
  /// @throws openbell.model.run.FailureException when the store does not answer
  public void probe() {
    objects.probe();
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
