package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The verbs on API keys.
@Command(
    name = "keys",
    description = {
      "Lists, makes and revokes API keys. The one that asks is read from OPENBELL_API_KEY and needs",
      "the scope KEYS."
    },
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  private static final String PATH = "/api/v1/keys";

  @Spec private CommandSpec spec;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  private KeysCommand() {}

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new All(around))
        .addSubcommand(new Create(around))
        .addSubcommand(new Revoke(around))
        .addSubcommand(new CommandLine.HelpCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do, e.g.: openbell keys list");
  }

  /// Lists them; never the keys themselves.
  @Command(
      name = "list",
      description = "Lists your API keys, without the secret part.",
      mixinStandardHelpOptions = true)
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
      JsonNode answer = options.service(around).get(PATH);
      if (options.asJson()) {
        options.json(answer);
        return Exit.DONE;
      }
      TextTable table =
          new TextTable("ID", "NAME", "SCOPES", "CREATED", "LAST USED", "ENDS", "STATE");
      for (JsonNode key : answer.isArray() ? answer : answer.path("items")) {
        table.row(
            key.path("id").asText(),
            key.path("name").asText(),
            Words.joined(key.path("scopes")),
            Words.moment(key.path("createdAt")),
            Words.moment(key.path("lastUsedAt")),
            Words.moment(key.path("expiresAt")),
            key.path("state").asText().toLowerCase(Locale.ROOT));
      }
      options.print(table.text());
      return Exit.DONE;
    }
  }

  /// Makes one.
  @Command(
      name = "create",
      description = {
        "Makes an API key. It is printed once and kept nowhere: put it where secrets are kept."
      },
      mixinStandardHelpOptions = true)
  static final class Create implements Callable<Integer> {
    private static final Set<String> SCOPES =
        new TreeSet<>(Set.of("READ", "WRITE", "KEYS", "OPERATE"));

    private final Surroundings around;

    @Mixin private ServiceOptions options;

    @Parameters(paramLabel = "NAME", description = "What it is for, e.g. laptop.")
    private String name;

    @Option(
        names = "--scope",
        split = ",",
        paramLabel = "SCOPE",
        description = "READ, WRITE, KEYS or OPERATE; may be repeated. By default READ and WRITE.")
    private List<String> scopes = List.of("READ", "WRITE");

    @Option(
        names = "--expires",
        paramLabel = "WHEN",
        description = "A date (2027-01-31, its end in UTC) or a number of days (90d).")
    private @Nullable String expires;

    /// The rest is filled in by picocli before anything is called.
    @SuppressWarnings("NullAway.Init")
    Create(Surroundings around) {
      this.around = around;
    }

    @Override
    public Integer call() {
      ObjectNode wish = OpenbellService.JSON.createObjectNode().put("name", name);
      var wanted = wish.putArray("scopes");
      for (String scope : scopes) {
        String word = scope.strip().toUpperCase(Locale.ROOT);
        if (!SCOPES.contains(word)) {
          throw options.wrong("there is no scope " + scope + "; use " + String.join(", ", SCOPES));
        }
        wanted.add(word);
      }
      if (expires != null) {
        wish.put("expiresAt", moment(expires, around.clock()).toString());
      }
      JsonNode made = options.service(around).ask("POST", PATH, wish);
      if (options.asJson()) {
        options.json(made);
      } else {
        // Alone on the output, so that a script can take it from there.
        options.line(TextTable.plain(made.path("key").asText()));
        options.aside("This is the only time that it is shown.");
      }
      return Exit.DONE;
    }

    private Instant moment(String text, Clock clock) {
      try {
        return text.matches("[1-9]\\d{0,4}d")
            ? clock
                .instant()
                .plus(Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))))
            : LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
      } catch (DateTimeException _) {
        throw options.wrong("--expires is a date like 2027-01-31 or a number of days like 90d");
      }
    }
  }

  /// Ends one.
  @Command(
      name = "revoke",
      description = "Ends an API key at once.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    private final Surroundings around;

    @Mixin private ServiceOptions options;

    @Parameters(paramLabel = "ID", description = "Id of the key; keys list prints it.")
    private String id;

    /// The rest is filled in by picocli before anything is called.
    @SuppressWarnings("NullAway.Init")
    Revoke(Surroundings around) {
      this.around = around;
    }

    @Override
    public Integer call() {
      JsonNode answer = options.service(around).ask("DELETE", PATH + "/" + options.key(id), null);
      options.done(answer, "It is revoked: nothing accepts it any more.");
      return Exit.DONE;
    }
  }
}
