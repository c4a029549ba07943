package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The verbs on portfolios that are kept.
@Command(
    name = "portfolio",
    description = {
      "Lists, shows and changes your portfolios. Every edit is a version.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true)
final class PortfolioCommand implements Runnable {
  static final String PATH = "/api/v1/portfolios";

  @Spec private CommandSpec spec;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  private PortfolioCommand() {}

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new PortfolioCommand())
        .addSubcommand(new All(around))
        .addSubcommand(new PortfolioShowCommand(around))
        .addSubcommand(new PortfolioEditCommand(around))
        .addSubcommand(new Pause(around))
        .addSubcommand(new Resume(around))
        .addSubcommand(new PortfolioVersionsCommand(around))
        .addSubcommand(new PortfolioChangesCommand(around))
        .addSubcommand(new PortfolioImpactCommand(around))
        .addSubcommand(new Delete(around))
        .addSubcommand(new CommandLine.HelpCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, e.g.: openbell portfolio list");
  }

  /// Lists them.
  @Command(name = "list", description = "Lists your portfolios.", mixinStandardHelpOptions = true)
  static final class All implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServiceOptions options;

    /// The rest is filled in by picocli before anything is called.
    @SuppressWarnings("NullAway.Init")
    All(Surroundings around) {
      this.around = around;
    }

    @Override
    public Integer call() {
      JsonNode all = options.service(around).all(PATH + "?limit=100");
      if (options.asJson()) {
        options.json(all);
        return Exit.DONE;
      }
      if (all.isEmpty()) {
        options.line("There are no portfolios. ./openbell submit FILE adds one.");
        return Exit.DONE;
      }
      TextTable table = new TextTable("ID", "NAME", "SYMBOLS", "EXCHANGE", "VERSION", "");
      for (JsonNode one : all) {
        table.row(
            one.path("id").asText(),
            one.path("name").asText(),
            Words.joined(one.path("symbols")),
            one.path("calendar").asText(),
            one.path("version").asText("-"),
            one.path("paused").asBoolean() ? "paused" : "");
      }
      options.print(table.text());
      return Exit.DONE;
    }
  }

  /// What the verbs without further arguments on one portfolio have in common.
  abstract static class OnOne implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServiceOptions options;

    @Parameters(paramLabel = "PORTFOLIO", description = "Id of the portfolio.")
    private String portfolio;

    /// The rest is filled in by picocli before anything is called.
    @SuppressWarnings("NullAway.Init")
    OnOne(Surroundings around) {
      this.around = around;
    }

    final int ask(String method, String rest, String done) {
      String path = PATH + "/" + options.portfolio(portfolio) + rest;
      options.done(options.service(around).ask(method, path, null), done);
      return Exit.DONE;
    }

    /// Whether the person at the terminal agrees.
    final boolean isSure(String question) {
      return around
          .answers()
          .ask(question.formatted(options.portfolio(portfolio)))
          .filter(answer -> answer.strip().equalsIgnoreCase("y"))
          .isPresent();
    }

    final void aside(String text) {
      options.aside(text);
    }
  }

  /// Stops its runs.
  @Command(
      name = "pause",
      description = "Stops its runs until it is resumed.",
      mixinStandardHelpOptions = true)
  static final class Pause extends OnOne {
    Pause(Surroundings around) {
      super(around);
    }

    @Override
    public Integer call() {
      return ask("POST", "/pause", "It is paused: no open runs it until it is resumed.");
    }
  }

  /// Lets it run again.
  @Command(name = "resume", description = "Lets it run again.", mixinStandardHelpOptions = true)
  static final class Resume extends OnOne {
    Resume(Surroundings around) {
      super(around);
    }

    @Override
    public Integer call() {
      return ask("POST", "/resume", "It runs again at the next open of its exchange.");
    }
  }

  /// Removes one.
  @Command(
      name = "delete",
      description = "Deletes a portfolio. Its runs and mails stay readable.",
      mixinStandardHelpOptions = true)
  static final class Delete extends OnOne {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    Delete(Surroundings around) {
      super(around);
    }

    @Override
    public Integer call() {
      if (!yes && !isSure("Delete portfolio %s? [y/N] ")) {
        aside("openbell: nothing was deleted; say --yes when nobody can be asked");
        return Exit.NO;
      }
      return ask("DELETE", "", "It is deleted.");
    }
  }
}
