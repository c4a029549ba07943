package openbell.worker.adapter;

import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import openbell.worker.market.Answer;

/// Any CSV whose address is made from a template with `{symbol}`, `{from}`, `{to}` and `{key}`.
public final class TemplateDialect implements Dialect {
  private final String base;
  private final String template;
  private final ApiKey key;
  private final String keyHeader;
  private final VendorCsv csv;

  /// A secret that does not print.
  public record ApiKey(String value) {
    @Override
    public String toString() {
      return "***";
    }
  }

  /// @param template path and query, e.g. `/eod/{symbol}.csv?from={from}&to={to}`
  /// @param keyHeader the header that carries the key; empty when the address does
  /// @param columns the vendor's names of columns, see {@link VendorCsv}
  public TemplateDialect(
      URI base, String template, ApiKey key, String keyHeader, Map<String, String> columns) {
    this.base = Addresses.base(base);
    this.template = template;
    this.key = key;
    this.keyHeader = keyHeader;
    this.csv = new VendorCsv(columns);
    if (!template.startsWith("/") || !template.contains("{symbol}")) {
      throw new IllegalArgumentException(
          "openbell.worker.bars.template must begin with / and have {symbol} in it");
    }
    if ((template.contains("{key}") || !keyHeader.isEmpty()) && key.value().isEmpty()) {
      throw new IllegalArgumentException("openbell.worker.bars.api-key is missing");
    }
    try {
      address("SPY", LocalDate.EPOCH, LocalDate.EPOCH);
    } catch (IllegalArgumentException _) {
      // Without its cause, which would print the key.
      throw new IllegalArgumentException("openbell.worker.bars.template makes no address");
    }
  }

  @Override
  public String name() {
    return "template";
  }

  @Override
  public URI address(String name, LocalDate from, LocalDate to) {
    return URI.create(
        base
            + template
                .replace("{symbol}", Addresses.word(name))
                .replace("{from}", from.toString())
                .replace("{to}", to.toString())
                .replace("{key}", Addresses.word(key.value())));
  }

  @Override
  public String nameOf(String symbol) {
    return symbol;
  }

  @Override
  public Map<String, String> headers() {
    return keyHeader.isEmpty() ? Map.of() : Map.of(keyHeader, key.value());
  }

  @Override
  public Answer read(String symbol, byte[] body) {
    return csv.read(symbol, body);
  }
}
