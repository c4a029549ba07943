package openbell.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import openbell.model.artifact.MetricMeaning;
import openbell.model.artifact.MetricMeaning.Column;
import openbell.model.artifact.RunArtifact;
import org.junit.jupiter.api.Test;

/// `docs/metrics.md` is what {@link MetricMeaning} says, and nothing else.
class MetricReferenceTest {
  private static final String HEAD =
      """
      # Metrics

      Generated from `openbell.model.artifact.MetricMeaning`; do not edit. `MetricReferenceTest` fails when this file differs,
      and writes it with `-Dopenbell.write=true`.

      - `e[0]` is the initial capital before the first bar, `e[t]` the equity at close t = 1 to N. With contributions `e` is
        the value of a fund unit, so that money paid in is never a return; figures in money use the equity.
      - `r[t] = e[t]/e[t-1] - 1`. The first return is 0 when nothing was traded on the first bar, and it counts.
      - `A` is 252 bars a year, 365 when the calendar has a Saturday or a Sunday. `y` is (last date - first date)/365.25.
      - `f = (1 + rf)^(1/A) - 1` with the risk-free rate rf, which is 0. `b` are the benchmark's returns on the same dates,
        0 where it has none.
      - `mean` is over all N; `sd1`, `var1` and `cov1` divide by N - 1.
      - A fraction is a fraction: 0.05 is 5 %. A metric that cannot be formed is left out of `metrics`, never 0 or infinite,
        and `missing` says why.
      """;

  @Test
  void theReferenceSaysWhatTheRegistrySays() {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("\n| key | name | unit | formula | time |\n|---|---|---|---|---|\n");
    for (MetricMeaning one : MetricMeaning.all()) {
      out.append("| `%s` | %s | ".formatted(one.key(), one.label()));
      out.append(one.unit().name().toLowerCase(Locale.ROOT));
      out.append(" | %s | %s |\n".formatted(one.formula(), time(one.time())));
    }
    out.append("\n# Tables of a result\n\n| table | column | meaning |\n|---|---|---|\n");
    for (Column one : MetricMeaning.columns()) {
      out.append("| `%s` | %s | %s |\n".formatted(one.table(), names(one), one.meaning()));
    }
    Golden.checkDocument("docs/metrics.md", out.toString());
  }

  @Test
  void everyColumnOfATableIsExplained() {
    List<String> explained =
        MetricMeaning.columns().stream()
            .flatMap(one -> Arrays.stream(one.column().split(", ")))
            .toList();
    for (Class<?> row :
        List.of(
            RunArtifact.Drawdown.class,
            RunArtifact.YearReturns.class,
            RunArtifact.StartYear.class,
            RunArtifact.Contribution.class)) {
      assertThat(row.getRecordComponents())
          .extracting(RecordComponent::getName)
          .filteredOn(name -> !name.equals("symbol") && !name.equals("year"))
          .allSatisfy(name -> assertThat(explained).contains(name));
    }
  }

  @Test
  void everyKeyIsFoundOnce() {
    assertThat(MetricMeaning.all()).extracting(MetricMeaning::key).doesNotHaveDuplicates();
    assertThat(MetricMeaning.find("sharpe"))
        .hasValueSatisfying(one -> assertThat(one.label()).isEqualTo("Sharpe ratio"));
    assertThat(MetricMeaning.find("charm")).isEmpty();
  }

  private static String names(Column one) {
    return one.column().isEmpty() ? "" : "`" + one.column().replace(", ", "`, `") + "`";
  }

  private static String time(String word) {
    return switch (word) {
      case "calendar" -> "calendar days/365.25";
      case "A" -> "A bars a year";
      case "days" -> "calendar days";
      case "bars" -> "per bar";
      default -> word;
    };
  }
}
