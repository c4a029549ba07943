package openbell.worker.engine.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import openbell.model.wire.Parsed;

/// A random legal document that production has run on random bars.
record Trial(
    Market market, ObjectNode document, PortfolioDefinition definition, Production.Answer.Ran ran) {
  /// Most documents are legal; one that asks for more bars than there are is not run, for example.
  private static final int TRIES = 60;

  /// Primitives in turn, so that a registered one is always featured.
  static Primitive featured(int round) {
    List<Primitive> nodes =
        Primitives.all().stream().filter(one -> one.kind() != Kind.CAPITAL).toList();
    return nodes.get(Math.floorMod(round, nodes.size()));
  }

  /// The first legal document of the round.
  static Trial of(int round, int bars) {
    SplittableRandom random = Options.random(round);
    Primitive featured = featured((int) Options.seed(round));
    for (int i = 0; i < TRIES; i++) {
      Market market = Market.random(random, bars);
      ObjectNode document = RandomDocument.of(random, market, featured);
      if (Production.parse(document.toString()) instanceof Parsed.Ok ok
          && Production.run(ok.definition(), market.all()) instanceof Production.Answer.Ran ran) {
        return new Trial(market, document, ok.definition(), ran);
      }
    }
    throw new AssertionError(
        "no legal document with " + featured.name() + " was found; " + Options.repeat(round));
  }
}
