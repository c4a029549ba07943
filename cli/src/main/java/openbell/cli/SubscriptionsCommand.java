package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists who hears about portfolios; its verbs change it.
@Command(
    name = "subscriptions",
    description = {
      "Lists who hears about your portfolios.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:Done.", "1:Refused; the answer says why."})
final class SubscriptionsCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/subscriptions";
  private static final Pattern PORTFOLIO = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(
      names = "--portfolio",
      paramLabel = "P",
      description = "Only those of the portfolio of this id.")
  private @Nullable String portfolio;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  private SubscriptionsCommand(Surroundings around) {
    this.around = around;
  }

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new SubscriptionsCommand(around))
        .addSubcommand(new End(around))
        .addSubcommand(new Resend(around))
        .addSubcommand(new Test(around));
  }

  @Override
  public Integer call() {
    if (portfolio != null && !PORTFOLIO.matcher(portfolio).matches()) {
      throw options.wrong("not the id of a portfolio: " + portfolio + "; its page shows it");
    }
    String query = portfolio == null ? "" : "?portfolio=" + portfolio;
    JsonNode list = options.service(around).ask("GET", PATH + query, null);
    if (options.asJson()) {
      options.json(list);
      return 0;
    }
    if (list.isEmpty()) {
      options.line("Nobody is subscribed. openbell subscribe PORTFOLIO EMAIL adds an address.");
      return 0;
    }
    TextTable table = new TextTable("ID", "PORTFOLIO", "ADDRESS", "WHEN", "LANGUAGE", "STATE");
    for (JsonNode one : list) {
      table.row(
          one.path("id").asText(),
          one.path("portfolioName").asText(),
          one.path("email").asText(),
          one.path("when").asText(),
          one.path("language").asText(),
          one.path("state").asText().toLowerCase(Locale.ROOT));
    }
    options.print(table.text());
    return 0;
  }

  /// What the verbs on one subscription have in common.
  abstract static class OnOne implements Callable<Integer> {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Surroundings around;

    @Mixin private ServiceOptions options;

    @Parameters(paramLabel = "ID", description = "Id of the subscription, 32 hex digits.")
    private String id;

    /// The rest is filled in by picocli before anything is called.
    @SuppressWarnings("NullAway.Init")
    OnOne(Surroundings around) {
      this.around = around;
    }

    final Integer ask(String method, String rest, String done) {
      if (!ID.matcher(id).matches()) {
        throw options.wrong(
            "not the id of a subscription: " + id + "; ./openbell subscriptions lists them");
      }
      JsonNode answer = options.service(around).ask(method, PATH + "/" + id + rest, null);
      options.done(answer, done);
      return 0;
    }
  }

  /// Ends one: no more mail goes to that address.
  @Command(
      name = "end",
      description = "Ends a subscription. Only its reader can begin it again.",
      mixinStandardHelpOptions = true)
  static final class End extends OnOne {
    End(Surroundings around) {
      super(around);
    }

    @Override
    public Integer call() {
      return ask("DELETE", "", "It has ended: no more mail goes to that address.");
    }
  }

  /// Sends another confirmation mail.
  @Command(
      name = "resend",
      description = "Asks an address that has not confirmed once more.",
      mixinStandardHelpOptions = true)
  static final class Resend extends OnOne {
    Resend(Surroundings around) {
      super(around);
    }

    @Override
    public Integer call() {
      return ask("POST", "/confirmation", "A new confirmation mail is on its way.");
    }
  }

  /// Sends a test mail.
  @Command(
      name = "test",
      description = "Sends a test mail to a confirmed address.",
      mixinStandardHelpOptions = true)
  static final class Test extends OnOne {
    Test(Surroundings around) {
      super(around);
    }

    @Override
    public Integer call() {
      return ask(
          "POST", "/test", "A test mail is on its way; the mailbox shows what becomes of it.");
    }
  }
}
