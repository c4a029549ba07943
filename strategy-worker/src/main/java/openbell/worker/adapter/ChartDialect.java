package openbell.worker.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import openbell.model.market.BarColumns;
import openbell.model.run.FailureException;
import openbell.worker.market.Answer;
import openbell.worker.market.NoBars;

/// A chart endpoint like Yahoo's: `/v8/finance/chart/SPY?period1=…&period2=…&interval=1d`.
///
/// The rules: a row's day is its time in the exchange's zone. A row without one of its prices or
/// its adjusted close is skipped, at most one row in ten; a missing volume is 0. Of two last rows
/// on one day the later counts: the first is the day's bar, the other what is known now. Prices are
/// multiplied by adjusted close / close where there are adjusted closes.
public final class ChartDialect implements Dialect {
  private static final String[] PRICES = {"open", "high", "low", "close"};
  private static final int MOST_SKIPPED = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String base;

  public ChartDialect(URI base) {
    this.base = Addresses.base(base);
  }

  @Override
  public String name() {
    return "chart";
  }

  @Override
  public URI address(String name, LocalDate from, LocalDate to) {
    return URI.create(
        base
            + "/v8/finance/chart/%s?period1=%d&period2=%d&interval=1d&events=div%%2Csplit"
                .formatted(
                    Addresses.word(name),
                    from.atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                    // Wherever the day ends last.
                    to.plusDays(2).atStartOfDay(ZoneOffset.UTC).toEpochSecond()));
  }

  @Override
  public String nameOf(String symbol) {
    return symbol;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Accept", "application/json");
  }

  @Override
  public Answer read(String symbol, byte[] body) {
    JsonNode chart = parse(body).path("chart");
    if (chart.path("error").path("code").asText("").equals("Not Found")) {
      return new Answer.Unknown();
    }
    JsonNode result = chart.path("result").path(0);
    if (!result.isObject()) {
      throw unknownForm();
    }
    JsonNode times = result.path("timestamp");
    if (times.isMissingNode() || times.isEmpty()) {
      return new Answer.Unknown();
    }
    return new Answer.Bars(new Rows(symbol, result, times).bars(), null);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      // Without its cause, which quotes the answer.
      throw unknownForm();
    } catch (IOException _) {
      throw unknownForm();
    }
  }

  private static FailureException unknownForm() {
    return NoBars.now("the source answers in a form that is not known");
  }

  /// The rows of one answer, from the first to the last.
  private static final class Rows {
    private final String symbol;
    private final JsonNode times;
    private final ZoneId zone;
    private final JsonNode[] prices = new JsonNode[PRICES.length];
    private final JsonNode volumes;
    private final JsonNode adjusted;
    private final int[] days;
    private final double[][] columns;
    private final double[] adjustedCloses;
    private int size;

    Rows(String symbol, JsonNode result, JsonNode times) {
      this.symbol = symbol;
      this.times = times;
      this.zone = zone(result.path("meta").path("exchangeTimezoneName").asText(""));
      JsonNode quote = result.path("indicators").path("quote").path(0);
      int n = times.size();
      for (int c = 0; c < PRICES.length; c++) {
        prices[c] = requireRows(quote.path(PRICES[c]), n);
      }
      this.volumes = quote.path("volume");
      JsonNode closes = result.path("indicators").path("adjclose").path(0).path("adjclose");
      this.adjusted = closes.isMissingNode() ? prices[3] : requireRows(closes, n);
      this.days = new int[n];
      this.columns = new double[BarColumns.COLUMNS][n];
      this.adjustedCloses = new double[n];
    }

    private static ZoneId zone(String name) {
      try {
        return ZoneId.of(name);
      } catch (DateTimeException _) {
        throw unknownForm();
      }
    }

    private static JsonNode requireRows(JsonNode column, int n) {
      if (!column.isArray() || column.size() != n) {
        throw unknownForm();
      }
      return column;
    }

    BarColumns bars() {
      int n = times.size();
      int skipped = 0;
      for (int row = 0; row < n; row++) {
        if (isWhole(row)) {
          add(row);
        } else {
          skipped++;
        }
      }
      if (skipped * MOST_SKIPPED > n && skipped > 1) {
        throw NoBars.now("%d of %d rows of the source's answer lack a price".formatted(skipped, n));
      }
      double[][] cut = new double[BarColumns.COLUMNS][];
      for (int c = 0; c < cut.length; c++) {
        cut[c] = Arrays.copyOf(columns[c], size);
      }
      BarColumns raw = VendorBars.of(symbol, Arrays.copyOf(days, size), cut);
      return VendorBars.adjusted(symbol, raw, adjustedCloses);
    }

    private boolean isWhole(int row) {
      for (JsonNode price : prices) {
        if (!price.get(row).isNumber()) {
          return false;
        }
      }
      return adjusted.get(row).isNumber() && times.get(row).isNumber();
    }

    private void add(int row) {
      int day =
          (int)
              Instant.ofEpochSecond(times.get(row).asLong())
                  .atZone(zone)
                  .toLocalDate()
                  .toEpochDay();
      boolean again = size > 0 && days[size - 1] == day && row == times.size() - 1;
      int at = again ? size - 1 : size++;
      days[at] = day;
      for (int c = 0; c < PRICES.length; c++) {
        columns[c][at] = prices[c].get(row).asDouble();
      }
      columns[4][at] = volumes.path(row).asDouble(0);
      adjustedCloses[at] = adjusted.get(row).asDouble();
    }
  }
}
