package openbell.runtime.testing;

import java.time.LocalDate;
import openbell.model.market.Session;
import openbell.model.message.RunRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;

/// Small, legal messages for tests that do not care what a message says.
public final class Samples {
  private static final LocalDate DAY = LocalDate.parse("2018-06-15");

  private Samples() {}

  /// The run of portfolio `p-<number>`, different for each number.
  public static RunRef run(int number) {
    return RunRef.of(
        new Owner("anna"),
        new PortfolioId("p-" + number),
        new Session("XNYS", DAY),
        DAY.minusDays(1),
        "c0ffee00".repeat(8),
        1,
        Purpose.SCHEDULED);
  }

  public static RunRequested requested(int number) {
    return new RunRequested(run(number));
  }
}
