package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Prints who the service takes us for, and how much of everything is left.
@Command(
    name = "account",
    description = {
      "Prints who you are to the service: owner, key, scopes, and how much of every limit is used.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true)
final class AccountCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  AccountCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    JsonNode account = options.service(around).get("/api/v1/account");
    if (options.asJson()) {
      options.json(account);
      return Exit.DONE;
    }
    row("owner", account.path("owner").asText());
    row("key", key(account.path("key").asText()));
    row("scopes", Words.joined(account.path("scopes")));
    row("operator", account.path("operator").asBoolean() ? "yes" : "no");
    TextTable limits = new TextTable("LIMIT", "USED", "MOST");
    for (JsonNode limit : account.path("limits")) {
      limits.row(
          limit.path("name").asText(), limit.path("used").asLong(), limit.path("most").asLong());
    }
    options.print(limits.text());
    return Exit.DONE;
  }

  /// Where no key is asked for, or another one vouches, it says so by a word.
  private static String key(String id) {
    return switch (id) {
      case "local" -> "none is asked for here";
      case "oidc" -> "a token of your identity provider";
      default -> id;
    };
  }

  private void row(String what, String text) {
    options.line("%-9s  %s".formatted(what, TextTable.plain(text)));
  }
}
