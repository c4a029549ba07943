package openbell.scheduler.adapter;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;

/// Reads stored documents, and keeps what the last of them said: most are resolved soon after they
/// were submitted. Bounded by the characters of the documents that are kept.
public final class ParsedDocuments {
  /// A thousand documents and more of the usual length.
  private static final int MOST_CHARACTERS = 4_000_000;

  private final PortfolioCodec codec;
  private final Map<String, PortfolioDefinition> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int characters;

  public ParsedDocuments(PortfolioCodec codec) {
    this.codec = codec;
  }

  /// The document of a definition; it will be read back without being parsed.
  String write(PortfolioDefinition definition) {
    String document = new String(codec.write(definition), StandardCharsets.UTF_8);
    keep(document, definition);
    return document;
  }

  /// @throws FailureException `INVALID_STRATEGY` when it is not legal any more
  PortfolioDefinition read(String document) {
    synchronized (kept) {
      PortfolioDefinition known = kept.get(document);
      if (known != null) {
        return known;
      }
    }
    return switch (codec.parse(document.getBytes(StandardCharsets.UTF_8))) {
      case Parsed.Ok ok -> {
        keep(document, ok.definition());
        yield ok.definition();
      }
      case Parsed.Refused refused ->
          throw FailureException.of(
              FailureReason.INVALID_STRATEGY,
              "The stored portfolio is not legal any more: "
                  + refused.findings().stream()
                      .map(finding -> finding.pointer() + " " + finding.message())
                      .collect(Collectors.joining("; ")));
    };
  }

  private void keep(String document, PortfolioDefinition definition) {
    synchronized (kept) {
      if (kept.put(document, definition) == null) {
        characters += document.length();
      }
      var oldest = kept.entrySet().iterator();
      while (characters > MOST_CHARACTERS && oldest.hasNext()) {
        characters -= oldest.next().getKey().length();
        oldest.remove();
      }
    }
  }
}
