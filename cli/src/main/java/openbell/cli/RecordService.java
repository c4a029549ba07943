package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import openbell.model.record.ForwardChain;
import openbell.model.record.ForwardLine;
import openbell.model.record.ForwardTip;
import openbell.model.wire.RecordCodec;

/// The forward record of a running Openbell, page by page. Nothing of it is believed: hashes are
/// computed here.
final class RecordService {
  private static final RecordCodec CODEC = new RecordCodec();

  private final OpenbellService service;

  RecordService(OpenbellService service) {
    this.service = service;
  }

  ForwardTip head() {
    JsonNode head = service.ask("GET", "/api/v1/record/head", null);
    return new ForwardTip(head.path("number").asLong(), head.path("hash").asText());
  }

  /// Hands over every line, by number.
  ///
  /// @param query part of the address, e.g. `&portfolio=p-1`, or an empty text
  void each(String query, Consumer<String> taker) {
    each(query, 0, taker);
  }

  /// @return the number of the last line that could be read
  private long each(String query, long from, Consumer<String> taker) {
    long last = from;
    while (true) {
      byte[] page = service.bytes("/api/v1/record?after=" + last + query);
      long before = last;
      for (String line : new String(page, StandardCharsets.UTF_8).lines().toList()) {
        taker.accept(line);
        last = Math.max(last, number(line, last));
      }
      if (last == before) {
        return last;
      }
    }
  }

  /// A page with nothing legible in it ends the walk.
  private static long number(String line, long last) {
    try {
      return CODEC.read(line).entry().number();
    } catch (IllegalArgumentException _) {
      return last;
    }
  }

  /// Downloads and checks the whole chain.
  ///
  /// @param seen is told of every entry that can be read
  ForwardChain chain(Consumer<ForwardLine> seen) {
    ForwardChain chain = new ForwardChain();
    Consumer<String> taker = line -> add(chain, line).ifPresent(seen);
    long read = each("", 0, taker);
    // The head last: entries may be added meanwhile, and it never names fewer than there were.
    ForwardTip head = head();
    while (head.number() > read) {
      long further = each("", read, taker);
      if (further == read) {
        break;
      }
      read = further;
      head = head();
    }
    chain.endsAt(head);
    return chain;
  }

  static Optional<ForwardLine> add(ForwardChain chain, String line) {
    try {
      ForwardLine read = CODEC.read(line);
      chain.add(read);
      return Optional.of(read);
    } catch (IllegalArgumentException e) {
      chain.unreadable(
          "Entry %d cannot be read: %s.".formatted(chain.tip().number() + 1, e.getMessage()));
      return Optional.empty();
    }
  }
}
