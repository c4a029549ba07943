package openbell.runtime.artifact.adapter;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.artifact.DownloadLinks;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/// Links that the bucket serves itself: signed for GET of one object, with name and type fixed.
public final class S3Links implements DownloadLinks {
  private final S3Presigner presigner;
  private final String bucket;
  private final Clock clock;

  public S3Links(S3Presigner presigner, String bucket, Clock clock) {
    this.presigner = presigner;
    this.bucket = bucket;
    this.clock = clock;
  }

  @Override
  public Link link(Download what) {
    // The signature has the computer's own time; ours may only promise less.
    Instant end = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
    try {
      PresignedGetObjectRequest signed =
          presigner.presignGetObject(
              sign ->
                  sign.signatureDuration(LIFE)
                      .getObjectRequest(
                          get ->
                              get.bucket(bucket)
                                  .key(what.key())
                                  .responseContentType(what.contentType())
                                  .responseContentDisposition(
                                      "attachment; filename=\"" + what.name() + "\"")));
      return new Link(URI.create(signed.url().toString()), end);
    } catch (SdkException e) {
      throw new FailureException(
          new Failure(FailureReason.STORE_UNAVAILABLE, "The artifact store gives no links now."),
          e);
    }
  }
}
