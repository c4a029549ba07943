package openbell.signal.subscribe;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.model.market.Instrument;
import openbell.model.portfolio.OwnHoldings;
import openbell.model.strategy.EngineLimits;
import org.jspecify.annotations.Nullable;

/// Holdings as a reader types them: an amount of cash, and one line per symbol, `AAPL 12 lot 1`.
public final class HoldingsText {
  private static final String AMOUNT = "\\d{1,15}(\\.\\d{1,8})?";
  private static final Pattern CASH = Pattern.compile(AMOUNT);
  private static final Pattern LINE =
      Pattern.compile("(\\S{1,32})\\s+(" + AMOUNT + ")(?:\\s+lot\\s+(" + AMOUNT + "))?");
  private static final int SYMBOL = 1;
  private static final int UNITS = 2;
  private static final int LOT = 4;

  /// Longest text that is looked at, in characters.
  private static final int LONGEST = 16_000;

  private HoldingsText() {}

  /// What the two texts say; null when both are empty, or after a flaw.
  public static @Nullable OwnHoldings read(String cash, String lines, WishText flaws) {
    String money = cash.strip();
    List<String> filled = lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (money.isEmpty() && filled.isEmpty()) {
      return null;
    }
    if (!money.isEmpty() && !CASH.matcher(money).matches()) {
      flaws.flaw(
          "cash", "the cash is not an amount", "write digits, e.g. 2500.50", "现金请写数字，例如 2500.50");
      return null;
    }
    if (lines.length() > LONGEST || filled.size() > EngineLimits.SYMBOLS) {
      flaws.flaw(
          "holdings",
          "there are too many lines",
          "write at most " + EngineLimits.SYMBOLS + " lines",
          "最多 " + EngineLimits.SYMBOLS + " 行");
      return null;
    }
    Map<String, BigDecimal> units = new LinkedHashMap<>();
    Map<String, BigDecimal> lots = new LinkedHashMap<>();
    for (int i = 0; i < filled.size(); i++) {
      if (!line(filled.get(i), units, lots)) {
        flaws.flaw(
            "holdings",
            "line %d cannot be read".formatted(i + 1),
            "write a symbol once, how many, and its lot if it is not 1: AAPL 12 lot 1",
            "第 %d 行无法识别。每行写代码、数量，必要时加每手数量：600519 300 lot 100".formatted(i + 1));
        return null;
      }
    }
    return new OwnHoldings(money.isEmpty() ? BigDecimal.ZERO : new BigDecimal(money), units, lots);
  }

  private static boolean line(
      String line, Map<String, BigDecimal> units, Map<String, BigDecimal> lots) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || !Instrument.SYMBOL.matcher(matcher.group(SYMBOL)).matches()) {
      return false;
    }
    String symbol = matcher.group(SYMBOL);
    String lot = matcher.group(LOT);
    if (lot != null && new BigDecimal(lot).signum() <= 0) {
      return false;
    }
    if (lot != null) {
      lots.put(symbol, new BigDecimal(lot));
    }
    return units.put(symbol, new BigDecimal(matcher.group(UNITS))) == null;
  }

  /// The amount of cash as it is typed; empty without holdings.
  public static String cash(@Nullable OwnHoldings holdings) {
    return holdings == null ? "" : holdings.cash().toPlainString();
  }

  /// The lines as they are typed, by symbol.
  public static String lines(@Nullable OwnHoldings holdings) {
    if (holdings == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(holdings.quantities())
        .forEach(
            (symbol, units) -> {
              text.append(symbol).append(' ').append(units.toPlainString());
              BigDecimal lot = holdings.lot().get(symbol);
              if (lot != null) {
                text.append(" lot ").append(lot.toPlainString());
              }
              text.append('\n');
            });
    return text.toString();
  }
}
