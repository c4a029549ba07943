package openbell.model.run;

/// A value that says why not.
///
/// @param detail a sentence that the owner of a portfolio can read
public record Failure(FailureReason reason, String detail) {

  /// Longest detail that is kept; the rest is cut.
  public static final int LONGEST_DETAIL = 1_000;

  public Failure {
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL);
    }
  }
}
