package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.artifact.StandingCheck;
import openbell.model.run.Failure;
import openbell.model.signal.Reevaluation;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import openbell.model.wire.ArtifactCodec;
import openbell.model.wire.Parsed;
import openbell.worker.engine.RunResult;
import org.junit.jupiter.api.Test;

/// What the engine prints is enough to find the same answers and the same decisions again, and
/// nothing else than what it printed is taken.
class ExplanationTest {
  private static final int ROUNDS = 240;
  private static final int BARS = 200;
  private static final int TRIES = 40;

  private static final List<String> STRATEGIES = Primitives.names(Kind.CAPITAL);
  private static final ArtifactCodec CODEC = new ArtifactCodec();
  private static final List<RunArtifact> RESULTS = new ArrayList<>();

  @Test
  void everyPrintedRuleIsFoundAgain() {
    int rules = 0;
    List<String> given = new ArrayList<>();
    for (int round = 0; round < Options.rounds(ROUNDS); round++) {
      RunArtifact result = result(round);
      for (Standing now : result.today()) {
        // When
        Reevaluation.Result found = Reevaluation.of(now.traces());
        // Then
        assertThat(found.contradictions()).as(Options.repeat(round)).isEmpty();
        assertThat(StandingCheck.faults(result, now)).as(Options.repeat(round)).isEmpty();
        assertThat(now.traces().isEmpty() || StandingCheck.saysWhatDecides(now)).isTrue();
        rules += found.rules();
        given.addAll(found.given());
      }
    }
    assertThat(rules).isGreaterThan(Options.rounds(ROUNDS));
    assertThat(given).as("rules that had to be believed").isEmpty();
  }

  @Test
  void aChangedAnswerIsFoundOutWhereverItStands() {
    int changed = 0;
    for (int round = 0; round < Options.rounds(ROUNDS) / 3; round++) {
      // Given
      SplittableRandom random = Options.random(round);
      for (Standing now : result(round).today()) {
        List<RuleTrace> rules = Mutation.rules(now.traces());
        if (rules.isEmpty()) {
          continue;
        }
        RuleTrace victim = rules.get(random.nextInt(rules.size()));
        // When
        List<RuleTrace> lies =
            Mutation.replaced(now.traces(), victim, Mutation.withOtherTruth(victim));
        // Then
        assertThat(Reevaluation.of(lies).contradictions())
            .as("%s %s", victim.label(), Options.repeat(round))
            .isNotEmpty();
        changed++;
      }
    }
    assertThat(changed).isGreaterThan(Options.rounds(ROUNDS) / 6);
  }

  @Test
  void aNumberOnTheOtherSideIsFoundOut() {
    int changed = 0;
    for (int round = 0; round < Options.rounds(ROUNDS) / 3; round++) {
      for (Standing now : result(round).today()) {
        for (RuleTrace rule : Mutation.rules(now.traces())) {
          RuleTrace crossed = Mutation.withNumberAcross(rule);
          if (crossed == null) {
            continue;
          }
          // When
          List<RuleTrace> lies = Mutation.replaced(now.traces(), rule, crossed);
          // Then
          assertThat(Reevaluation.of(lies).contradictions())
              .as("%s %s", rule.label(), Options.repeat(round))
              .isNotEmpty();
          changed++;
        }
      }
    }
    assertThat(changed).isGreaterThan(Options.rounds(ROUNDS) / 6);
  }

  @Test
  void aSwappedActionIsFoundOut() {
    int swapped = 0;
    for (int round = 0; round < Options.rounds(ROUNDS) / 3; round++) {
      RunArtifact result = result(round);
      for (Standing now : result.today()) {
        for (SignalAction other : SignalAction.values()) {
          if (other != now.action() && !now.date().isBefore(result.asOf())) {
            assertThat(StandingCheck.faults(result, Mutation.acting(now, other)))
                .as("%s for %s, %s", other, now, Options.repeat(round))
                .isNotEmpty();
            swapped++;
          }
        }
      }
    }
    assertThat(swapped).isGreaterThan(Options.rounds(ROUNDS));
  }

  private static ObjectNode withMoney(SplittableRandom random, Market market, String strategy) {
    if (PlainSimulator.STRATEGIES.contains(strategy)) {
      return RandomCapital.of(random, market, strategy);
    }
    // The others are made up around the same rules, with their usual parameters.
    ObjectNode document = RandomCapital.of(random, market, "PercentCapitalStrategy");
    ObjectNode capital = document.withObject("/strategy_definition/capital_strategy");
    capital.put("name", strategy).putObject("params").put("initial_capital", 100_003.17);
    if (strategy.equals("FixedInvestmentStrategy")) {
      capital
          .withObject("/params")
          .put("investment_amount", 1_000)
          .put("percents", 60)
          .put("investment_frequency", "m");
    }
    return document;
  }

  /// Made once, in order, for all that is asked of them.
  private static RunArtifact result(int round) {
    while (RESULTS.size() <= round) {
      RESULTS.add(made(RESULTS.size()));
    }
    return RESULTS.get(round);
  }

  /// Strategies of all nodes and of all capital strategies in turn, read back as they are stored.
  private static RunArtifact made(int round) {
    SplittableRandom random = Options.random(round);
    String why = "";
    for (int i = 0; i < TRIES; i++) {
      Market market = Market.random(random, BARS);
      ObjectNode document =
          round % 2 == 0
              ? RandomDocument.of(random, market, Trial.featured((int) Options.seed(round)))
              : withMoney(random, market, STRATEGIES.get(round / 2 % STRATEGIES.size()));
      Parsed parsed = Production.parse(document.toString());
      if (!(parsed instanceof Parsed.Ok ok)) {
        why = parsed.findings().toString();
        continue;
      }
      switch (Production.run(ok.definition(), market.all())) {
        case Production.Answer.Ran(RunResult ran) -> {
          RunArtifact stored = CODEC.artifact(CODEC.encode(ran.artifact()));
          assertThat(stored.today()).isEqualTo(ran.artifact().today());
          return stored;
        }
        case Production.Answer.Refused(Failure failure) -> why = failure.detail();
      }
    }
    throw new AssertionError("no legal document, " + why + " " + Options.repeat(round));
  }
}
