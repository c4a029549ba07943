package openbell.runtime.artifact.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import openbell.model.hash.Sha256;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Objects in a bucket. The SDK repeats what is safe to repeat; what it does not is repeated here.
final class S3Objects implements ObjectSpace {

  /// Tries of a write that met another, and of a read that broke; each is already three tries of
  /// the SDK where it can tell that repeating is safe.
  private static final int TRIES = 5;

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

  /// Conditional as well: a fence that stored a file never replaces it.
  @Override
  public boolean putNew(Map<String, byte[]> objects) {
    boolean ours = true;
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      String key = object.getKey();
      byte[] bytes = object.getValue();
      ours &= putIfAbsent(key, bytes) || isStored(key, bytes);
    }
    return ours;
  }

  private boolean isStored(String key, byte[] bytes) {
    return get(key, bytes.length).filter(stored -> Arrays.equals(stored, bytes)).isPresent();
  }

  /// A question is cheaper than sending the bytes, in money and on the wire.
  @Override
  public void keep(String key, byte[] bytes) {
    if (!hasLength(key, bytes.length)) {
      repeatConflicts(key, bytes);
    }
  }

  private boolean hasLength(String key, long length) {
    try {
      Long stored = client.headObject(request -> request.bucket(bucket).key(key)).contentLength();
      return stored != null && stored == length;
    } catch (S3Exception e) {
      // An answer to HEAD has no body, so that it cannot say what it is that was not found.
      if (e.statusCode() == S3Answer.NOT_FOUND) {
        return false;
      }
      throw unavailable(e);
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private void repeatConflicts(String key, byte[] bytes) {
    for (int tries = 1; ; tries++) {
      try {
        put(key, bytes, false);
        return;
      } catch (SdkException e) {
        if (tries == TRIES || S3Answer.of(e) != S3Answer.CONFLICT) {
          throw unavailable(e);
        }
        backoff.pause(tries);
      }
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) {
    if (!probed.get()) {
      probe();
    }
    return putIfFree(key, bytes);
  }

  /// Only an answer proves it: a guess after a lost answer does not count here.
  void probe() {
    S3Answer answer = askProbe();
    if (answer == S3Answer.STORED) {
      answer = askProbe();
    }
    if (answer == S3Answer.NOT_MODIFIED) {
      throw new IllegalStateException(
          "the S3 store answers If-None-Match with 304 instead of 412, as old releases of MinIO"
              + " do: use a newer release");
    }
    if (answer != S3Answer.TAKEN) {
      throw new IllegalStateException(
          "the S3 store ignores If-None-Match: two runs could overwrite each other; use a store"
              + " that answers 412");
    }
    probed.set(true);
  }

  private S3Answer askProbe() {
    byte[] mark = "openbell".getBytes(StandardCharsets.US_ASCII);
    for (int tries = 1; ; tries++) {
      try {
        put(PROBE, mark, true);
        return S3Answer.STORED;
      } catch (SdkException e) {
        S3Answer answer = S3Answer.of(e);
        if (answer.isTaken()) {
          return answer;
        }
        if (answer != S3Answer.CONFLICT || tries == TRIES) {
          throw unavailable(e);
        }
        backoff.pause(tries);
      }
    }
  }

  private boolean putIfFree(String key, byte[] bytes) {
    for (int tries = 1; ; tries++) {
      SdkException failure;
      try {
        put(key, bytes, true);
        return true;
      } catch (SdkException e) {
        failure = e;
      }
      S3Answer answer = S3Answer.of(failure);
      // A conflict is a write in flight that may still fail: only another try can tell.
      if (answer.isTaken() || (answer == S3Answer.UNKNOWN && get(key, 0).isPresent())) {
        return false;
      }
      if (answer == S3Answer.REFUSED || tries == TRIES) {
        throw unavailable(failure);
      }
      backoff.pause(tries);
    }
  }

  private void put(String key, byte[] bytes, boolean onlyIfFree) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .contentType(contentType(key))
            .checksumSHA256(Base64.getEncoder().encodeToString(Sha256.digest(bytes)));
    if (onlyIfFree) {
      request.ifNoneMatch("*");
    }
    client.putObject(request.build(), RequestBody.fromBytes(bytes));
  }

  /// An answer that ends early says nothing about the object: it is asked for again.
  @Override
  public Optional<byte[]> get(String key, int limit) {
    for (int tries = 1; ; tries++) {
      try (ResponseInputStream<GetObjectResponse> in =
          client.getObject(request -> request.bucket(bucket).key(key))) {
        return Optional.of(whole(in, limit));
      } catch (IOException e) {
        if (tries == TRIES) {
          throw unavailable(e);
        }
        backoff.pause(tries);
      } catch (SdkException e) {
        if (S3Answer.of(e) == S3Answer.NO_OBJECT) {
          return Optional.empty();
        }
        throw unavailable(e);
      }
    }
  }

  private static byte[] whole(ResponseInputStream<GetObjectResponse> in, int limit)
      throws IOException {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      in.abort();
      return bytes;
    }
    Long promised = in.response().contentLength();
    if (promised != null && promised != bytes.length) {
      throw new IOException("the answer ended early");
    }
    return bytes;
  }

  @Override
  public void delete(Collection<String> keys) {
    try {
      keys.forEach(key -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Page list(String prefix, @Nullable String after, int limit) {
    try {
      ListObjectsV2Response answer =
          client.listObjectsV2(
              request -> request.bucket(bucket).prefix(prefix).startAfter(after).maxKeys(limit));
      return new Page(
          answer.contents().stream()
              .map(object -> new Stored(object.key(), object.size(), object.lastModified()))
              .toList(),
          Boolean.TRUE.equals(answer.isTruncated()));
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  /// An upload in one request is there whole or not at all.
  @Override
  public int sweepDrafts(Instant olderThan) {
    return 0;
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
  private static FailureException unavailable(Exception cause) {
    String status = cause instanceof S3Exception e ? " (" + e.statusCode() + ")" : "";
    return new FailureException(
        new Failure(
            FailureReason.STORE_UNAVAILABLE, "The artifact store does not answer" + status + "."),
        cause);
  }
}
