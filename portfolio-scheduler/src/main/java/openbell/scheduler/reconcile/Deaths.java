package openbell.scheduler.reconcile;

import openbell.model.run.Failure;
import openbell.model.run.FailureReason;

/// Reads the last words of a dead job: `REASON: detail`.
final class Deaths {
  private Deaths() {}

  static Failure read(String words) {
    int colon = words.indexOf(':');
    String name = colon < 0 ? words.strip() : words.substring(0, colon).strip();
    for (FailureReason reason : FailureReason.values()) {
      if (reason.name().equals(name)) {
        String detail = colon < 0 ? "" : words.substring(colon + 1).strip();
        return new Failure(reason, detail.isEmpty() ? "No more is known." : detail);
      }
    }
    return new Failure(FailureReason.CRASHED, words);
  }
}
