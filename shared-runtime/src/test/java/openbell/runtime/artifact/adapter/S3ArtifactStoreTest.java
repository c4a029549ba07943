package openbell.runtime.artifact.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import openbell.model.run.ArtifactRef;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.ArtifactStoreContract;
import openbell.runtime.artifact.DownloadLinks;
import openbell.runtime.artifact.DownloadLinks.Download;
import openbell.runtime.artifact.StoreUpkeep;
import openbell.runtime.testing.RealS3;
import openbell.runtime.wiring.S3Wiring;
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

  @Test
  void signsALinkForGetOfOneObject() throws Exception {
    // Given
    String key = ArtifactKeys.bars("a".repeat(64));
    ArtifactRef ref = store.put(key, new byte[] {1, 2, 3});
    DownloadLinks links =
        new S3Links(
            S3Wiring.presigner(
                S3TestClient.settings(RealS3.shared().endpoint(), Duration.ofSeconds(10))),
            bucket,
            Clock.systemUTC());
    // When
    String href =
        links
            .link(new Download(key, ref.bytes(), ref.sha256(), "bars.bin", "application/x-bars"))
            .href()
            .toString();
    // Then
    HttpResponse<byte[]> answer = ask("GET", href);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).containsExactly(1, 2, 3);
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"bars.bin\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-bars");
    for (String method : List.of("PUT", "DELETE")) {
      assertThat(ask(method, href).statusCode()).as(method).isEqualTo(403);
    }
    assertThat(ask("GET", href.replace("columns.bin", "columns.bim")).statusCode()).isEqualTo(403);
    assertThat(ask("GET", href.replace("Expires=300", "Expires=3000")).statusCode()).isEqualTo(403);
    assertThat(store.read(ref)).containsExactly(1, 2, 3);
  }

  private static HttpResponse<byte[]> ask(String method, String href) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(href)).method(method, BodyPublishers.noBody()).build(),
          BodyHandlers.ofByteArray());
    }
  }
}
