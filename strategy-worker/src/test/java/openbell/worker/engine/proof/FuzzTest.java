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
  private static final int ROUNDS = 1_500;
  private static final int BARS = 60;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aSpoiltDocumentIsRefusedOrRunAndNothingElse() {
    List<String> strategies = Primitives.names(Kind.CAPITAL);
    int ran = 0;
    int refused = 0;
    for (int round = 0; round < Options.rounds(ROUNDS); round++) {
      // Given
      SplittableRandom random = Options.random(round);
      Market market = Market.random(random, BARS);
      ObjectNode document =
          round % 2 == 0
              ? RandomDocument.of(random, market, Trial.featured(round))
              : RandomCapital.of(random, market, strategies.get(round / 2 % strategies.size()));
      Spoiler spoiler = new Spoiler(random);
      byte[] bytes = spoiler.bytes(spoiler.tree(document));
      // When
      try {
        Parsed parsed = Production.parse(bytes);
        Production.Answer answer =
            parsed instanceof Parsed.Ok ok ? Production.run(ok.definition(), market.all()) : null;
        // Then
        parsed.findings().forEach(Sentences::check);
        if (parsed instanceof Parsed.Refused) {
          assertThat(parsed.findings()).anyMatch(Finding::refuses);
          refused++;
        }
        if (answer instanceof Production.Answer.Refused failed) {
          Sentences.check(failed.failure().detail());
        }
        ran += answer instanceof Production.Answer.Ran ? 1 : 0;
      } catch (RuntimeException | AssertionError | StackOverflowError unexpected) {
        throw new AssertionError(
            Options.repeat(round)
                + " "
                + unexpected
                + "\n"
                + new String(bytes, StandardCharsets.UTF_8),
            unexpected);
      }
    }
    assertThat(ran).as("documents that survived").isGreaterThan(Options.rounds(ROUNDS) / 50);
    assertThat(refused).as("documents that did not").isGreaterThan(Options.rounds(ROUNDS) / 4);
  }
}
