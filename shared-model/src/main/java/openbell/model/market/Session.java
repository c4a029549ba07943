package openbell.model.market;

import java.time.LocalDate;
import java.util.regex.Pattern;

/// One trading day of one exchange.
///
/// @param market market identifier code of the exchange, e.g. `XNYS`
public record Session(String market, LocalDate date) implements Comparable<Session> {
  private static final Pattern MIC = Pattern.compile("[A-Z0-9]{3,4}");

  public Session {
    if (!MIC.matcher(market).matches()) {
      throw new IllegalArgumentException("market must be a market identifier code: " + market);
    }
  }

  @Override
  public int compareTo(Session other) {
    int byDate = date.compareTo(other.date);
    return byDate != 0 ? byDate : market.compareTo(other.market);
  }
}
