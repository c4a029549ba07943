package openbell.worker.adapter;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import openbell.worker.market.Answer;

/// A CSV endpoint like Stooq's: `/q/d/l/?s=spy.us&i=d`.
///
/// Symbols are in lower case with a suffix for their market; those that begin with `^` have none.
/// Trouble comes as a line of text with status 200.
public final class CsvDialect implements Dialect {
  private static final Duration AFTER_THE_DAILY_LIMIT = Duration.ofMinutes(15);

  private final String base;
  private final String suffix;
  private final VendorCsv csv = new VendorCsv(Map.of());

  /// @param suffix e.g. `.us`
  public CsvDialect(URI base, String suffix) {
    this.base = Addresses.base(base);
    this.suffix = suffix;
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public URI address(String name, LocalDate from, LocalDate to) {
    return URI.create(base + "/q/d/l/?s=" + Addresses.word(name) + "&i=d");
  }

  @Override
  public String nameOf(String symbol) {
    String lower = symbol.toLowerCase(Locale.ROOT);
    return lower.startsWith("^") ? lower : lower + suffix;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public Answer read(String symbol, byte[] body) {
    String beginning =
        new String(body, 0, Math.min(body.length, 64), StandardCharsets.UTF_8)
            .strip()
            .toLowerCase(Locale.ROOT);
    if (beginning.startsWith("no data")) {
      return new Answer.Unknown();
    }
    if (beginning.startsWith("exceeded the daily")) {
      return new Answer.Busy(AFTER_THE_DAILY_LIMIT);
    }
    return csv.read(symbol, body);
  }
}
