package openbell.model.wire;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Contribution;
import openbell.model.artifact.RunArtifact.Drawdown;
import openbell.model.artifact.RunArtifact.Missing;
import openbell.model.artifact.RunArtifact.StartYear;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.artifact.RunArtifact.YearReturns;
import org.jspecify.annotations.Nullable;

/// Writes a result in its one spelling without a tree in between, because a batch writes thousands
/// of them: the long tables by hand, keys in their order, the rest as everything else is written.
final class ResultWriter {
  private final JsonMapper json;
  private final StringBuilder out = new StringBuilder(1 << 15);

  ResultWriter(JsonMapper json) {
    this.json = json;
  }

  byte[] bytes(RunArtifact a) {
    out.append('{');
    date("asOf", a.asOf());
    numbers("benchmarkMetrics", a.benchmarkMetrics());
    number("cash", a.cash());
    text("code", a.code());
    text("configHash", a.configHash());
    list("contributions", a.contributions(), this::contribution);
    text("currency", a.currency());
    list("data", a.data(), this::anything);
    list("drawdowns", a.drawdowns(), this::drawdown);
    text("engineVersion", a.engineVersion());
    number("equity", a.equity());
    list("findings", a.findings(), this::anything);
    numbers("metrics", a.metrics());
    list("missing", a.missing(), this::missing);
    text("name", a.name());
    list("notes", a.notes(), note -> CanonicalJson.string(note, out));
    date("startDate", a.startDate());
    list("startYears", a.startYears(), this::startYear);
    list("today", a.today(), this::anything);
    list("trades", a.trades(), this::trade);
    list("years", a.years(), this::year);
    out.append('}');
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void anything(Object value) {
    CanonicalJson.write(json.valueToTree(value), out);
  }

  private void contribution(Contribution one) {
    out.append('{');
    text("symbol", one.symbol());
    number("total", one.total());
    list("years", one.years(), this::element);
    out.append('}');
  }

  private void drawdown(Drawdown one) {
    out.append('{');
    whole("bars", one.bars());
    whole("days", one.days());
    number("depth", one.depth());
    date("peak", one.peak());
    date("recovered", one.recovered());
    date("start", one.start());
    date("valley", one.valley());
    out.append('}');
  }

  private void missing(Missing one) {
    out.append('{');
    text("key", one.key());
    text("reason", one.reason());
    out.append('}');
  }

  private void startYear(StartYear one) {
    out.append('{');
    number("cagr", one.cagr());
    number("maxDrawdown", one.maxDrawdown());
    number("sharpe", one.sharpe());
    whole("year", one.year());
    out.append('}');
  }

  private void trade(Trade one) {
    out.append('{');
    whole("bars", one.bars());
    date("entered", one.entered());
    number("entryPrice", one.entryPrice());
    number("exitPrice", one.exitPrice());
    date("exited", one.exited());
    number("pnl", one.pnl());
    number("quantity", one.quantity());
    number("returnPercent", one.returnPercent());
    text("symbol", one.symbol());
    out.append('}');
  }

  private void year(YearReturns one) {
    out.append('{');
    whole("firstMonth", one.firstMonth());
    list("months", one.months(), this::element);
    number("total", one.total());
    whole("year", one.year());
    out.append('}');
  }

  private void key(String key) {
    if (out.charAt(out.length() - 1) != '{') {
      out.append(',');
    }
    out.append('"').append(key).append("\":");
  }

  private void text(String key, String value) {
    key(key);
    CanonicalJson.string(value, out);
  }

  private void whole(String key, int value) {
    key(key);
    out.append(value);
  }

  /// Nothing for a number that could not be formed.
  private void number(String key, double value) {
    if (Double.isFinite(value)) {
      key(key);
      out.append(CanonicalJson.number(value));
    }
  }

  private void date(String key, @Nullable LocalDate value) {
    if (value != null) {
      key(key);
      out.append('"').append(value).append('"');
    }
  }

  private void numbers(String key, Map<String, Double> values) {
    key(key);
    out.append('{');
    for (Map.Entry<String, Double> one : new TreeMap<>(values).entrySet()) {
      if (Double.isFinite(one.getValue())) {
        if (out.charAt(out.length() - 1) != '{') {
          out.append(',');
        }
        CanonicalJson.string(one.getKey(), out);
        out.append(':').append(CanonicalJson.number(one.getValue()));
      }
    }
    out.append('}');
  }

  private <T> void list(String key, List<T> values, Consumer<T> writer) {
    key(key);
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      writer.accept(values.get(i));
    }
    out.append(']');
  }

  private void element(double value) {
    out.append(Double.isFinite(value) ? CanonicalJson.number(value) : "null");
  }
}
