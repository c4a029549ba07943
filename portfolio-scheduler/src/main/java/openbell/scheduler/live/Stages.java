package openbell.scheduler.live;

import java.util.List;
import openbell.runtime.live.Stage;
import openbell.scheduler.reconcile.RunState;

/// Where a run is, by its row in the ledger and what was told. Pure.
///
/// Services tell on their own ways, so that a line may be behind one that it comes before; and a
/// line may be lost, so that the ledger counts more.
public final class Stages {
  private Stages() {}

  public static Stage of(RunState state, List<LogLine> lines) {
    return switch (state) {
      case FAILED -> Stage.FAILED;
      case DONE -> furthest(lines, Stage.STORED);
      case QUEUED -> newest(lines, Stage.QUEUED);
      case RUNNING -> newest(lines, Stage.CLAIMED);
    };
  }

  private static Stage furthest(List<LogLine> lines, Stage least) {
    return lines.stream()
        .map(LogLine::stage)
        .filter(stage -> stage.isSettled() && stage != Stage.FAILED)
        .reduce(least, (a, b) -> a.percent() < b.percent() ? b : a);
  }

  private static Stage newest(List<LogLine> lines, Stage otherwise) {
    if (lines.stream().anyMatch(line -> line.stage().isSettled())) {
      return furthest(lines, Stage.STORED);
    }
    return lines.isEmpty() ? otherwise : lines.getLast().stage();
  }
}
