package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What all verbs about queues have in common: where Openbell is, and how its answers are shown.
final class ServiceOptions {
  private static final String DEFAULT = "http://localhost:8080";
  private static final Pattern QUEUE = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern STATE = Pattern.compile("ready|delayed|active|done|dead");
  private static final Pattern RUN = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern PORTFOLIO = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern MAIL = Pattern.compile("[0-9A-Za-z_-]{1,64}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");
  private static final Pattern MARKET = Pattern.compile("[A-Z0-9]{3,8}");
  private static final int MOST = 100;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where Openbell is; by default OPENBELL_URL, or http://localhost:8080.")
  private @Nullable String url;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  ServiceOptions() {}

  /// Whether a program reads the answer.
  boolean asJson() {
    return json;
  }

  OpenbellService service(Surroundings around) {
    return service(around, DEFAULT);
  }

  /// What runs at a place on this machine, unless another one is named.
  OpenbellService service(Surroundings around, Place place) {
    String local;
    try {
      local = place.running().map(it -> it.path("url").asText(DEFAULT)).orElse(DEFAULT);
    } catch (VerbFailure _) {
      local = DEFAULT;
    }
    return service(around, local);
  }

  private OpenbellService service(Surroundings around, String otherwise) {
    String address =
        url != null ? url : around.environment().getOrDefault("OPENBELL_URL", otherwise);
    String key = around.environment().get("OPENBELL_API_KEY");
    return new OpenbellService(uri(address), key == null || key.isBlank() ? null : key.strip());
  }

  private URI uri(String address) {
    try {
      URI uri = new URI(address.replaceFirst("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      throw wrong("not an address: " + address + "; it looks like " + DEFAULT);
    }
    throw wrong("not an address: " + address + "; it looks like " + DEFAULT);
  }

  String queue(String name) {
    if (!QUEUE.matcher(name).matches()) {
      throw wrong("not the name of a queue: " + name + "; ./openbell queue stats lists them");
    }
    return name;
  }

  String state(String name) {
    if (!STATE.matcher(name).matches()) {
      throw wrong("--state is one of ready, delayed, active, done, dead");
    }
    return name;
  }

  int limit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw wrong("--limit is from 1 to " + MOST);
    }
    return limit;
  }

  String run(String id) {
    if (!RUN.matcher(id).matches()) {
      throw wrong("not the id of a run: " + id + "; it has 32 hex digits, and its page shows it");
    }
    return id;
  }

  String portfolio(String id) {
    if (!PORTFOLIO.matcher(id).matches()) {
      throw wrong("not the id of a portfolio: " + id + "; the address of its page ends with it");
    }
    return id;
  }

  String mail(String id) {
    if (!MAIL.matcher(id).matches()) {
      throw wrong("not the id of a mail: " + id + "; ./openbell mailbox list prints them");
    }
    return id;
  }

  String key(String id) {
    if (!MAIL.matcher(id).matches()) {
      throw wrong("not the id of a key: " + id + "; ./openbell keys list prints them");
    }
    return id;
  }

  int version(int number) {
    if (number < 1) {
      throw wrong("versions are counted from 1; ./openbell portfolio versions ID lists them");
    }
    return number;
  }

  /// A date, e.g. `2018-05-07`.
  String date(String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException _) {
      throw wrong("not a date: " + text + "; it looks like 2018-05-07");
    }
  }

  String market(String code) {
    if (!MARKET.matcher(code).matches()) {
      throw wrong("not a market: " + code + "; it looks like XNYS");
    }
    return code;
  }

  Bar bar(String task) {
    return Bar.onTerminal(task, spec.commandLine().getErr());
  }

  /// Says something to the person that is not part of the answer.
  void aside(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }

  ObjectNode ids(List<String> ids) {
    if (ids.size() > MOST) {
      throw wrong("at most " + MOST + " jobs at a time");
    }
    ObjectNode wish = OpenbellService.JSON.createObjectNode();
    ArrayNode array = wish.putArray("ids");
    for (String id : ids) {
      if (!ID.matcher(id).matches()) {
        throw wrong("not the id of a job: " + id);
      }
      array.add(id);
    }
    return wish;
  }

  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), TextTable.plain(message));
  }

  void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  void line(String text) {
    print(text + System.lineSeparator());
  }

  void json(JsonNode node) {
    line(node.toPrettyString());
  }

  /// Ends a verb: the answer for programs, or the sentence for people.
  void done(JsonNode answer, String sentence) {
    if (json) {
      json(answer);
    } else {
      line(sentence);
    }
  }

  /// Prints what became of each job.
  ///
  /// @return the exit code: 1 when one of them was not there
  int report(String done, JsonNode order) {
    int gone = 0;
    for (JsonNode answer : order.path("answers")) {
      boolean ok = answer.path("answer").asText().equals("OK");
      gone += ok ? 0 : 1;
      if (!json) {
        line(TextTable.plain(answer.path("id").asText()) + "  " + (ok ? done : "no such job"));
      }
    }
    if (json) {
      json(order);
    }
    return gone == 0 ? 0 : Exit.NO;
  }
}
