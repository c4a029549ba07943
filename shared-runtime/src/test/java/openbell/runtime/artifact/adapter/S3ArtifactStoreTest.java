package openbell.runtime.artifact.adapter;

import java.util.List;
import java.util.UUID;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.ArtifactStoreContract;
import openbell.runtime.artifact.StoreUpkeep;
import openbell.runtime.testing.RealS3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Against a real S3 server, so that the wire format is right too.
class S3ArtifactStoreTest extends ArtifactStoreContract {
  private static S3Client client;

  private final String bucket = "b-" + UUID.randomUUID();
  private S3ArtifactStore store;

  @BeforeAll
  static void start() {
    client = S3TestClient.of(RealS3.shared().endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @BeforeEach
  void makeBucket() {
    client.createBucket(r -> r.bucket(bucket));
    store = new S3ArtifactStore(client, bucket, _ -> Thread.onSpinWait());
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected StoreUpkeep upkeep() {
    return store;
  }

  @Override
  protected void overwrite(String key, byte[] bytes) {
    client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  @Override
  protected void remove(String key) {
    client.deleteObject(r -> r.bucket(bucket).key(key));
  }

  @Override
  protected List<String> keys() {
    return client.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .filter(key -> !key.startsWith("probes/"))
        .sorted()
        .toList();
  }

  @Test
  void acceptsAStoreThatKeepsConditionalWrites() {
    // When, Then: no exception
    store.probe();
    store.probe();
  }
}
