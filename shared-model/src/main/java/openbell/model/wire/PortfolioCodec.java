package openbell.model.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.StrategyCheck;
import openbell.model.strategy.StrategyDefinition;

/// Portfolio documents to values and back. Parsing is strict and reports everything it finds, never
/// only the first.
public final class PortfolioCodec {

  /// Reads a portfolio document. Never throws, whatever the bytes are.
  public Parsed parse(byte[] json) {
    Findings findings = new Findings();
    ObjectNode tree = new DocumentReader(findings).read(json);
    if (tree == null) {
      return new Parsed.Refused(findings.sorted());
    }
    PortfolioDefinition definition = new PortfolioParser(findings).parse(tree);
    return definition == null || findings.refuse()
        ? new Parsed.Refused(findings.sorted())
        : new Parsed.Ok(definition, findings.sorted());
  }

  /// True for a document that has at its top what a portfolio has one level down.
  public boolean standsAlone(byte[] json) {
    ObjectNode tree = new DocumentReader(new Findings()).read(json);
    return tree != null
        && !tree.has("strategy_definition")
        && (tree.has("trade_strategy") || tree.has("capital_strategy"));
  }

  /// Reads a strategy document that stands alone. Symbols it names are not checked, because it has
  /// no universe.
  public ParsedStrategy parseStrategy(byte[] json) {
    Findings findings = new Findings();
    ObjectNode tree = new DocumentReader(findings).read(json);
    if (tree == null) {
      return new ParsedStrategy.Refused(findings.sorted());
    }
    StrategyDefinition strategy = new StrategyParser(findings).parse(tree, "");
    findings.addAll(StrategyCheck.check(strategy, new StrategyCheck.Around("", List.of(), false)));
    return findings.refuse()
        ? new ParsedStrategy.Refused(findings.sorted())
        : new ParsedStrategy.Ok(strategy, findings.sorted());
  }

  /// A document that a person can read and that parses to an equal value.
  public byte[] write(PortfolioDefinition definition) {
    return DocumentWriter.write(definition);
  }

  /// One spelling per meaning: the order of nodes, the names of their ids and inline writing make
  /// no difference.
  public byte[] canonical(PortfolioDefinition definition) {
    return CanonicalJson.bytes(CanonicalForm.of(definition, true));
  }

  /// Lower-case hex SHA-256 of the canonical form without metadata (name, code, description, names
  /// of symbols, recipients, schedule), so that editing those makes no new version.
  public String configHash(PortfolioDefinition definition) {
    return Sha256.hex(CanonicalJson.bytes(CanonicalForm.of(definition, false)));
  }
}
