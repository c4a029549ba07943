package openbell.runtime.artifact.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects in a bucket. The SDK repeats what is safe to repeat; what it does not is repeated here.
final class S3Objects implements ObjectSpace {

  /// Tries of a conditional write; each is already three tries of the SDK.
  private static final int TRIES = 5;

  private static final int NOT_FOUND = 404;
  private static final String PROBE = "probes/conditional-write";

  private final S3Client client;
  private final String bucket;
  private final Backoff backoff;
  private final AtomicBoolean probed = new AtomicBoolean();

  S3Objects(S3Client client, String bucket, Backoff backoff) {
    this.client = client;
    this.bucket = bucket;
    this.backoff = backoff;
  }

  @Override
  public void putAll(Map<String, byte[]> objects) {
    try {
      objects.forEach((key, bytes) -> put(key, bytes, false));
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) {
    if (!probed.get()) {
      probe();
    }
    return putIfFree(key, bytes);
  }

  void probe() {
    byte[] mark = "openbell".getBytes(StandardCharsets.US_ASCII);
    boolean wasFree = putIfFree(PROBE, mark);
    boolean stillFree = putIfFree(PROBE, mark);
    if (wasFree && stillFree) {
      throw new IllegalStateException(
          "the S3 store ignores If-None-Match: two runs could overwrite each other; use a store"
              + " that answers 412");
    }
    probed.set(true);
  }

  private boolean putIfFree(String key, byte[] bytes) {
    @Nullable SdkException last = null;
    for (int tries = 1; tries <= TRIES; tries++) {
      try {
        put(key, bytes, true);
        return true;
      } catch (SdkException e) {
        last = e;
      }
      switch (Answer.of(last)) {
        case TAKEN -> {
          return false;
        }
        case REFUSED -> throw unavailable(last);
        case UNKNOWN -> {
          if (exists(key)) {
            return false;
          }
        }
        case CONFLICT -> {
          // A write is in flight and may still fail: only another try can tell.
        }
      }
      if (tries < TRIES) {
        backoff.pause(tries);
      }
    }
    throw unavailable(last);
  }

  /// What a failed conditional write means.
  private enum Answer {
    TAKEN,
    CONFLICT,
    REFUSED,
    UNKNOWN;

    static Answer of(SdkException e) {
      if (!(e instanceof S3Exception answer)) {
        return UNKNOWN;
      }
      return switch (answer.statusCode()) {
        case 412 -> TAKEN;
        case 409 -> CONFLICT;
        case 408, 429 -> UNKNOWN;
        default -> answer.statusCode() < 500 ? REFUSED : UNKNOWN;
      };
    }
  }

  private boolean exists(String key) {
    return get(key, 0).isPresent();
  }

  private void put(String key, byte[] bytes, boolean onlyIfFree) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(contentType(key))
            .checksumSHA256(
                Base64.getEncoder()
                    .encodeToString(HexFormat.of().parseHex(ManifestLast.sha256(bytes))));
    if (onlyIfFree) {
      request.ifNoneMatch("*");
    }
    client.putObject(request.build(), RequestBody.fromBytes(bytes));
  }

  @Override
  public Optional<byte[]> get(String key, int limit) {
    try (ResponseInputStream<GetObjectResponse> in =
        client.getObject(request -> request.bucket(bucket).key(key))) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        in.abort();
      }
      return Optional.of(bytes);
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw unavailable(e);
    } catch (SdkException | IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void delete(Collection<String> keys) {
    try {
      keys.forEach(key -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private static String contentType(String key) {
    return switch (key.substring(key.lastIndexOf('.') + 1)) {
      case "json" -> "application/json";
      case "csv" -> "text/csv";
      case "svg" -> "image/svg+xml";
      default -> "application/octet-stream";
    };
  }

  // The SDK's messages name hosts and buckets; the owner of a portfolio reads this sentence.
  private static FailureException unavailable(@Nullable Exception cause) {
    String status = cause instanceof S3Exception e ? " (" + e.statusCode() + ")" : "";
    Failure failure =
        new Failure(
            FailureReason.STORE_UNAVAILABLE, "The artifact store does not answer" + status + ".");
    return cause == null ? new FailureException(failure) : new FailureException(failure, cause);
  }
}
