package openbell.runtime.artifact.adapter;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What an answer of a store means to us.
enum S3Answer {
  /// It is stored.
  STORED,
  /// 412: the key has an object.
  TAKEN,
  /// 304: what old releases of MinIO said instead.
  NOT_MODIFIED,
  /// 409: another write of the key is in flight.
  CONFLICT,
  /// There is no such object, though there is the bucket.
  NO_OBJECT,
  /// Asking the same again gets the same answer.
  REFUSED,
  /// It may have happened or not: no answer, a broken one, an error of the server, too busy.
  UNKNOWN;

  static final int NOT_FOUND = 404;
  private static final int FIRST_SERVER_ERROR = 500;

  static S3Answer of(SdkException e) {
    if (!(e instanceof S3Exception answer)) {
      return UNKNOWN;
    }
    return switch (answer.statusCode()) {
      case 412 -> TAKEN;
      case 304 -> NOT_MODIFIED;
      case 409 -> CONFLICT;
      case NOT_FOUND -> isBucketMissing(answer) ? REFUSED : NO_OBJECT;
      case 408, 429 -> UNKNOWN;
      default -> answer.statusCode() < FIRST_SERVER_ERROR ? REFUSED : UNKNOWN;
    };
  }

  /// A wrong setting must not look like artifacts that were lost.
  private static boolean isBucketMissing(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details != null && "NoSuchBucket".equals(details.errorCode());
  }

  boolean isTaken() {
    return this == TAKEN || this == NOT_MODIFIED;
  }
}
