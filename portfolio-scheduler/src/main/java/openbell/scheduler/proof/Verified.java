package openbell.scheduler.proof;

import java.util.List;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// What a verification found out.
///
/// @param evidence what is left of the run
/// @param repetition the run that repeats it; null when none was asked for
/// @param comparison of the two; null while there is nothing to compare
/// @param remarks sentences for the reader
public record Verified(
    Verdict verdict,
    Evidence evidence,
    @Nullable RunRecord repetition,
    @Nullable Comparison comparison,
    List<String> remarks) {
  public Verified {
    remarks = List.copyOf(remarks);
  }

  /// The whole in a word.
  public enum Verdict {
    /// Every byte is as it was, and doing the run again gives every byte once more.
    VERIFIED,
    /// Something of the record was changed or is gone.
    DAMAGED,
    /// The record is whole, and doing the run again gives something else.
    DIFFERS,
    /// The record is whole; the repetition is not done yet.
    PENDING,
    /// The record is whole as far as it goes; it is not enough to do the run again.
    NOT_REPEATABLE
  }
}
