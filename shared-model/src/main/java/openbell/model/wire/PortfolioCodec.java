package openbell.model.wire;

import java.util.List;
import openbell.model.portfolio.PortfolioDefinition;

/// Portfolio documents to values and back. Parsing is strict and reports everything it finds, never
/// only the first.
public final class PortfolioCodec {

  /// Reads a portfolio document. Never throws, whatever the bytes are.
  public Parsed parse(byte[] json) {
    return new Parsed.Refused(List.of());
  }

  /// Reads a strategy document that stands alone. Symbols it names are not checked, because it has
  /// no universe.
  public ParsedStrategy parseStrategy(byte[] json) {
    return new ParsedStrategy.Refused(List.of());
  }

  /// A document that a person can read and that parses to an equal value.
  public byte[] write(PortfolioDefinition definition) {
    return new byte[0];
  }

  /// One spelling per meaning: the order of nodes, the names of their ids and inline writing make
  /// no difference.
  public byte[] canonical(PortfolioDefinition definition) {
    return new byte[0];
  }

  /// Lower-case hex SHA-256 of the canonical form without metadata (name, code, description, names
  /// of symbols, recipients, schedule), so that editing those makes no new version.
  public String configHash(PortfolioDefinition definition) {
    return "";
  }
}
