package openbell.worker.intake.offline;

import java.io.PrintWriter;
import java.util.List;
import openbell.model.strategy.Finding;

/// Findings for people: what, where, and what to do.
final class Remarks {
  private Remarks() {}

  static void print(PrintWriter to, String heading, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    to.println(heading);
    for (Finding one : findings) {
      to.println("  " + sentence(one));
      if (!one.hint().isEmpty()) {
        to.println("       " + Words.plain(one.hint()));
      }
    }
  }

  static String sentence(Finding one) {
    String place = one.pointer().isEmpty() ? "" : " at " + Words.plain(one.pointer());
    return one.code() + place + ": " + Words.plain(one.message());
  }
}
