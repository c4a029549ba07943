package openbell.signal.guard;

import java.util.List;
import openbell.model.run.Failure;

/// What the guard says of a report.
public sealed interface Verdict {

  /// It may leave.
  ///
  /// @param notes sentences that have to be in it
  /// @param rules how many rules were answered again
  /// @param given rules that had to be believed, each with the reason
  record Passed(List<String> notes, int rules, List<String> given) implements Verdict {
    public Passed {
      notes = List.copyOf(notes);
      given = List.copyOf(given);
    }
  }

  /// Nobody may be told anything from it.
  record Refused(Failure failure) implements Verdict {}
}
