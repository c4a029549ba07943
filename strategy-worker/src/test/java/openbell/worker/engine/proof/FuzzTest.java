package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import openbell.model.strategy.Finding;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import openbell.model.wire.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Spoilt documents: the parser finds words for them, or the engine runs them or says why not.
class FuzzTest {
  private static final int ROUNDS = 1_000;
  private static final int BARS = 60;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aSpoiltDocumentIsRefusedOrRunAndNothingElse() {
    int ran = 0;
    int refused = 0;
    for (int round = 0; round < Options.rounds(ROUNDS); round++) {
      // Given
      SplittableRandom random = Options.random(round);
      Market market = Market.random(random, BARS);
      Spoiler spoiler = new Spoiler(random);
      byte[] bytes = spoiler.bytes(spoiler.tree(document(round, random, market)));
      // When
      try {
        Parsed parsed = Production.parse(bytes);
        // Then
        parsed.findings().forEach(Sentences::check);
        switch (parsed) {
          case Parsed.Ok ok -> ran += runs(ok, market) ? 1 : 0;
          case Parsed.Refused(List<Finding> findings) -> {
            assertThat(findings).anyMatch(Finding::refuses);
            refused++;
          }
        }
      } catch (RuntimeException | AssertionError | StackOverflowError unexpected) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        throw new AssertionError(
            Options.repeat(round) + " " + unexpected + "\n" + text, unexpected);
      }
    }
    assertThat(ran).as("documents that survived").isGreaterThan(Options.rounds(ROUNDS) / 50);
    assertThat(refused).as("documents that did not").isGreaterThan(Options.rounds(ROUNDS) / 4);
  }

  /// Strategies of all nodes and of all capital strategies in turn.
  private static ObjectNode document(int round, SplittableRandom random, Market market) {
    List<String> strategies = Primitives.names(Kind.CAPITAL);
    return round % 2 == 0
        ? RandomDocument.of(random, market, Trial.featured(round))
        : RandomCapital.of(random, market, strategies.get(round / 2 % strategies.size()));
  }

  private static boolean runs(Parsed.Ok legal, Market market) {
    Production.Answer answer = Production.run(legal.definition(), market.all());
    if (answer instanceof Production.Answer.Refused refused) {
      Sentences.check(refused.failure().detail());
    }
    return answer instanceof Production.Answer.Ran;
  }
}
