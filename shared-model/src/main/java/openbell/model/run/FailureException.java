package openbell.model.run;

/// Carries a {@link Failure} out of a port call. The one exception of our own: any other is a
/// defect.
public final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public FailureException(Failure failure) {
    super(failure.reason() + ": " + failure.detail());
    this.failure = failure;
  }

  public FailureException(Failure failure, Throwable cause) {
    super(failure.reason() + ": " + failure.detail(), cause);
    this.failure = failure;
  }

  public static FailureException of(FailureReason reason, String detail) {
    return new FailureException(new Failure(reason, detail));
  }

  public Failure failure() {
    return failure;
  }
}
