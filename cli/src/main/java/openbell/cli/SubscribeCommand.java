package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds an address to a portfolio.
@Command(
    name = "subscribe",
    description = {
      "Adds an address to a portfolio. A new address gets one mail that asks whether it wants to",
      "hear about the portfolio, and nothing else before its reader says yes.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:Added.", "1:Refused; the answer says why."})
final class SubscribeCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(index = "0", paramLabel = "PORTFOLIO", description = "Id of the portfolio.")
  private String portfolio;

  @Parameters(index = "1", paramLabel = "EMAIL", description = "The address.")
  private String email;

  @Option(
      names = "--when",
      paramLabel = "WHEN",
      description = "every_session, on_change (the default), daily_digest or weekly.")
  private @Nullable String when;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      description = "Language of the mails, e.g. en (the default) or zh-CN.")
  private @Nullable String language;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of the reader, e.g. Asia/Shanghai; by default UTC.")
  private @Nullable String zone;

  @Option(
      names = "--quiet",
      paramLabel = "HOURS",
      description = "Hours without mail in that zone, e.g. 22:00-07:00.")
  private @Nullable String quiet;

  @Option(names = "--text-only", description = "Mails without an HTML part.")
  private boolean textOnly;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  SubscribeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    ObjectNode wish = OpenbellService.JSON.createObjectNode();
    wish.put("portfolio", portfolio).put("email", email);
    put(wish, "when", when);
    put(wish, "language", language);
    put(wish, "zone", zone);
    put(wish, "quiet", quiet);
    if (textOnly) {
      wish.put("textOnly", true);
    }
    JsonNode added = options.service(around).ask("POST", "/api/v1/subscriptions", wish);
    if (options.asJson()) {
      options.json(added);
    } else {
      boolean receives = added.path("receives").asBoolean();
      options.line(
          "Added as "
              + TextTable.plain(added.path("id").asText())
              + (receives ? ": it gets mail." : ": a mail asks its reader to confirm."));
    }
    return 0;
  }

  private static void put(ObjectNode wish, String name, @Nullable String value) {
    if (value != null) {
      wish.put(name, value);
    }
  }
}
