package openbell.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import openbell.model.record.ForwardChain;
import openbell.model.record.ForwardLine;
import openbell.model.record.ForwardTip;
import openbell.model.wire.RecordCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Computes the chain of the forward record on this machine.
@Command(
    name = "verify",
    description = {
      "Downloads the forward record and computes its chain on this machine. With a file, checks",
      "that export, and that the server still tells the same history when it can be reached."
    },
    mixinStandardHelpOptions = true)
final class RecordVerifyCommand implements Callable<Integer> {
  private static final RecordCodec CODEC = new RecordCodec();

  private final Surroundings around;
  private final ArrayNode checks = OpenbellService.JSON.createArrayNode();

  @Mixin private ServiceOptions options;

  @Option(names = "--file", paramLabel = "FILE", description = "An export made earlier.")
  private @Nullable Path file;

  @Option(names = "--offline", description = "With --file: do not ask the server.")
  private boolean offline;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  RecordVerifyCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    int code = judge();
    if (options.asJson()) {
      options.json(checks);
    }
    return code;
  }

  private int judge() {
    if (file == null) {
      return said("The record", new RecordService(options.service(around)).chain(_ -> {}));
    }
    List<String> lines = lines(file);
    ForwardChain chain = new ForwardChain();
    lines.forEach(line -> RecordService.add(chain, line));
    int code = said("The export", chain);
    if (code != 0 || offline) {
      return code;
    }
    return compared(lines, chain.tip());
  }

  private int compared(List<String> lines, ForwardTip end) {
    Map<Long, String> theirs = new HashMap<>();
    ForwardChain chain;
    try {
      chain =
          new RecordService(options.service(around))
              .chain(line -> theirs.put(line.entry().number(), line.computed()));
    } catch (VerbFailure failure) {
      if (failure.code() != Exit.UNREACHABLE) {
        throw failure;
      }
      options.aside("openbell: the server was not asked: " + failure.getMessage());
      return 0;
    }
    for (String line : lines) {
      ForwardLine mine = CODEC.read(line);
      String other = theirs.get(mine.entry().number());
      if (!mine.computed().equals(other)) {
        return differs(mine, other);
      }
    }
    int code = said("The server's record", chain);
    if (code == 0) {
      tell(
          OpenbellService.JSON
              .createObjectNode()
              .put("subject", "The server's record")
              .put("same", true)
              .put("entries", end.number()),
          "The first %d entries are those of the export.".formatted(end.number()));
    }
    return code;
  }

  /// @param other hash of the server's entry with the same number; null when it has none
  private int differs(ForwardLine mine, @Nullable String other) {
    tell(
        OpenbellService.JSON
            .createObjectNode()
            .put("subject", "The server's record")
            .put("same", false)
            .put("number", mine.entry().number()),
        "The server tells another history: its entry %d is %s."
            .formatted(
                mine.entry().number(), other == null ? "missing" : "not the one of the export"));
    return Exit.NO;
  }

  private int said(String what, ForwardChain chain) {
    ForwardTip tip = chain.tip();
    ObjectNode check =
        OpenbellService.JSON
            .createObjectNode()
            .put("subject", what)
            .put("whole", chain.flaw().isEmpty())
            .put("entries", tip.number())
            .put("head", tip.hash());
    if (chain.flaw().isPresent()) {
      ForwardChain.Flaw flaw = chain.flaw().get();
      check.put("number", flaw.number()).put("reason", flaw.reason());
      tell(check, "%s is broken at entry %d. %s".formatted(what, flaw.number(), flaw.reason()));
      return Exit.NO;
    }
    tell(check, "%s is whole: %d entries, head %s".formatted(what, tip.number(), tip.hash()));
    return 0;
  }

  /// For programs all checks are one answer, so that they wait for the last one.
  private void tell(ObjectNode check, String sentence) {
    checks.add(check);
    if (!options.asJson()) {
      options.line(sentence);
    }
  }

  private List<String> lines(Path from) {
    try {
      return Files.readAllLines(from).stream().filter(line -> !line.isBlank()).toList();
    } catch (CharacterCodingException _) {
      throw VerbFailure.unreadable(from, "it is not a text in UTF-8");
    } catch (IOException _) {
      throw VerbFailure.unreadable(from, "check the name and its permissions");
    }
  }
}
