package openbell.worker.engine.proof;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.worker.engine.Engine;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;

/// The engine that ships, as the proof sees it. The one place that knows how it is called.
final class Production {
  static final LocalDate LATER = LocalDate.of(2100, 1, 1);
  private static final PortfolioCodec CODEC = new PortfolioCodec();

  private Production() {}

  /// What a run came to.
  sealed interface Answer {
    record Ran(RunResult result) implements Answer {
      /// The named columns of one symbol; signals are 1, 0 and `NaN`.
      Map<String, double[]> columns(int place) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        result
            .series()
            .get(place)
            .columns()
            .forEach(column -> columns.put(column.name(), column.values()));
        return columns;
      }

      BarSeries bars(int place) {
        return result.series().get(place).bars();
      }
    }

    record Refused(Failure failure) implements Answer {}
  }

  static Parsed parse(String document) {
    return parse(document.getBytes(StandardCharsets.UTF_8));
  }

  static Parsed parse(byte[] document) {
    return CODEC.parse(document);
  }

  static String configHash(PortfolioDefinition definition) {
    return CODEC.configHash(definition);
  }

  /// Runs as far as the bars go.
  static Answer run(PortfolioDefinition definition, List<BarSeries> bars) {
    return run(definition, bars, LATER);
  }

  /// A refusal is an answer; any other exception is a defect and flies.
  static Answer run(PortfolioDefinition definition, List<BarSeries> bars, LocalDate asOf) {
    try {
      return new Answer.Ran(
          new Engine()
              .run(definition, configHash(definition), BarSet.of(new ArrayList<>(bars)), asOf));
    } catch (FailureException refused) {
      return new Answer.Refused(refused.failure());
    }
  }
}
