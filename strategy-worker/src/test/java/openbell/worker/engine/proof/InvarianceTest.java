package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.wire.Parsed;
import openbell.worker.engine.series.BarSeries;
import org.junit.jupiter.api.Test;

/// What a strategy says does not depend on how it is written down, nor on what it does not read.
class InvarianceTest {
  private static final int ROUNDS = 90;
  private static final int BARS = 150;

  /// Whole weeks, so that weekdays stay.
  private static final int DAYS = 7 * 520;

  @Test
  void orderAndNamesOfNodesChangeNothing() {
    for (int round = 0; round < Options.rounds(ROUNDS); round++) {
      // Given
      Trial trial = Trial.of(round, BARS);
      ObjectNode renamed = trial.document().deepCopy();
      rename(renamed);
      JsonNode trade = renamed.path("strategy_definition").path("trade_strategy");
      shuffle((ArrayNode) trade.path("indicators"), Options.seed(round));
      shuffle((ArrayNode) trade.path("signals"), Options.seed(round));
      // When
      PortfolioDefinition other = legal(renamed);
      // Then
      String repeat = Options.repeat(round) + "\n" + trial.document() + "\n" + renamed;
      assertThat(Production.configHash(other))
          .as(repeat)
          .isEqualTo(Production.configHash(trial.definition()));
      Results.assertSame(trial.ran(), ran(other, trial.market()), repeat);
    }
  }

  @Test
  void otherYearsGiveTheSameNumbers() {
    for (int round = 0; round < Options.rounds(ROUNDS); round++) {
      Trial trial = Trial.of(round, BARS);
      if (trial.document().toString().contains("Calendar")) {
        continue;
      }
      ObjectNode later = trial.document().deepCopy();
      LocalDate start = LocalDate.parse(later.path("start_date").asText());
      later.put("start_date", start.plusDays(DAYS).toString());
      Market shifted =
          trial
              .market()
              .map(bars -> on(bars, IntStream.of(bars.days()).map(day -> day + DAYS).toArray()));
      Results.assertSame(trial.ran(), ran(legal(later), shifted), Options.repeat(round));
    }
  }

  @Test
  void aMissingBarOfOneSymbolChangesNoOther() {
    for (int round = 0; round < Options.rounds(ROUNDS); round++) {
      Trial trial = Trial.of(round, BARS);
      String strategy = trial.document().path("strategy_definition").toString();
      if (strategy.contains("\"symbol\"")
          || strategy.contains("\"TopN\"")
          || strategy.contains("\"Rank\"")) {
        continue;
      }
      // Given: the first symbol without one of its bars
      SplittableRandom random = Options.random(round);
      String symbol = trial.market().symbols().getFirst();
      Market torn =
          trial.market().map(bars -> bars.symbol().equals(symbol) ? without(bars, random) : bars);
      // When
      if (Production.run(trial.definition(), torn.all()) instanceof Production.Answer.Ran ran) {
        // Then
        for (int s = 1; s < ran.symbols(); s++) {
          Results.assertSameColumns(s, ran, trial.ran(), Options.repeat(round));
        }
      }
    }
  }

  private static PortfolioDefinition legal(ObjectNode document) {
    Parsed parsed = Production.parse(document.toString());
    assertThat(parsed).as("%s: %s", document, parsed.findings()).isInstanceOf(Parsed.Ok.class);
    return ((Parsed.Ok) parsed).definition();
  }

  private static Production.Answer.Ran ran(PortfolioDefinition definition, Market market) {
    return (Production.Answer.Ran) Production.run(definition, market.all());
  }

  private static void shuffle(ArrayNode nodes, long seed) {
    List<JsonNode> list = new ArrayList<>();
    nodes.forEach(list::add);
    Collections.shuffle(list, new Random(seed));
    nodes.removeAll();
    nodes.addAll(list);
  }

  /// Gives every id another name, wherever it is used.
  private static void rename(JsonNode json) {
    for (String key : List.of("id", "ref", "buy_signal", "sell_signal")) {
      if (json instanceof ObjectNode object && object.path(key).isTextual()) {
        object.put(key, "Renamed_" + object.path(key).asText());
      }
    }
    json.forEach(InvarianceTest::rename);
  }

  private static BarSeries without(BarSeries bars, SplittableRandom random) {
    int left = random.nextInt(bars.size());
    return bars.onDays(
        IntStream.range(0, bars.size()).filter(t -> t != left).map(t -> bars.days()[t]).toArray());
  }

  private static BarSeries on(BarSeries bars, int[] days) {
    Sheet sheet = Sheet.of(bars);
    return BarSeries.of(
        bars.symbol(),
        days,
        sheet.open(),
        sheet.high(),
        sheet.low(),
        sheet.close(),
        sheet.volume());
  }
}
