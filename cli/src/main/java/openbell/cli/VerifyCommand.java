package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Proves a run: its stored bytes, and that it gives the same result again.
@Command(
    name = "verify",
    description = {
      "Proves a run: re-computes the hash of everything it stored, and does it again on the bars",
      "and the definition it recorded. The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:Verified: every byte is as it was, and came out once more.",
      "1:Not verified: damaged, different, not repeatable, or not done yet."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "RUN", description = "Id of the run, 32 hex digits.")
  private String run;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait for a worker to do it again; by default 120.")
  private int wait;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  VerifyCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path = "/api/v1/runs/" + options.run(run) + "/verify";
    OpenbellService service = options.service(around);
    JsonNode answer =
        new Waiting(options, wait)
            .until(
                () -> service.ask("GET", path, null),
                one -> verdict(one).equals("pending"),
                "a worker to do the run again");
    if (options.asJson()) {
      options.json(answer);
    } else {
      print(answer);
    }
    return verdict(answer).equals("verified") ? 0 : Exit.NO;
  }

  private static String verdict(JsonNode answer) {
    return answer.path("verdict").asText();
  }

  private void print(JsonNode answer) {
    TextTable table = new TextTable("OBJECT", "BYTES", "SHA-256", "STORED", "AGAIN");
    for (JsonNode object : answer.path("objects")) {
      table.row(
          object.path("name").asText(),
          object.path("bytes").asLong(),
          object.path("sha256").asText(),
          verdict(object),
          again(answer, object.path("name").asText()));
    }
    options.print(table.text());
    for (JsonNode remark : answer.path("remarks")) {
      options.line(TextTable.plain(remark.asText()));
    }
    options.line("Run " + run + " is " + said(verdict(answer)));
  }

  private static String again(JsonNode answer, String name) {
    for (JsonNode file : answer.path("repetition").path("files")) {
      if (file.path("name").asText().equals(name)) {
        return verdict(file);
      }
    }
    return "";
  }

  private static String said(String verdict) {
    return switch (verdict) {
      case "verified" -> "verified: every byte is as it was, and came out once more.";
      case "damaged" -> "damaged: something it stored was changed or is gone.";
      case "differs" -> "whole, but it differs when it is done again.";
      case "pending" -> "whole; doing it again is still pending. Ask again later.";
      case "not repeatable" -> "whole, but not repeatable.";
      default -> TextTable.plain(verdict) + ".";
    };
  }
}
