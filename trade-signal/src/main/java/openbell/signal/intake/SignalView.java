package openbell.signal.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.model.signal.Signal;
import openbell.signal.result.SignalEntry;

/// One row of the signal history as its owner sees it.
///
/// @param notified how many people a notification was planned for
public record SignalView(
    String runId,
    String portfolio,
    String market,
    LocalDate session,
    LocalDate asOf,
    int revision,
    String purpose,
    String outcome,
    List<ChangeView> changes,
    String detail,
    int notified,
    Instant at) {

  static SignalView of(SignalEntry entry) {
    return new SignalView(
        entry.run().runId().value(),
        entry.run().portfolio().value(),
        entry.run().session().market(),
        entry.run().session().date(),
        entry.run().asOf(),
        entry.run().revision(),
        entry.run().purpose().name(),
        entry.outcome().name(),
        entry.changes().stream().map(ChangeView::of).toList(),
        entry.detail(),
        entry.notified(),
        entry.at());
  }

  /// @param letter B or S, as recipients see it
  public record ChangeView(
      String symbol,
      String action,
      String letter,
      BigDecimal fromWeight,
      BigDecimal toWeight,
      BigDecimal close) {

    static ChangeView of(Signal signal) {
      return new ChangeView(
          signal.symbol(),
          signal.action().name(),
          signal.action().letter(),
          signal.fromWeight(),
          signal.toWeight(),
          signal.close());
    }
  }
}
