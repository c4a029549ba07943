package openbell.runtime.artifact.adapter;

import software.amazon.awssdk.services.s3.S3Client;

/// Artifacts in an S3-compatible bucket: Amazon S3, Cloudflare R2, MinIO.
public final class S3ArtifactStore extends ManifestLast {
  private final S3Objects objects;

  /// @param client without checksum trailers and with bounded time-outs; see the wiring
  public S3ArtifactStore(S3Client client, String bucket, Backoff backoff) {
    this(new S3Objects(client, bucket, backoff));
  }

  private S3ArtifactStore(S3Objects objects) {
    super(objects);
    this.objects = objects;
  }

  /// Refuses a store that would let a second manifest replace the first.
  ///
  /// @throws IllegalStateException when the store does not keep `If-None-Match: *`
  /// @throws openbell.model.run.FailureException when the store does not answer
  public void probe() {
    objects.probe();
  }
}
