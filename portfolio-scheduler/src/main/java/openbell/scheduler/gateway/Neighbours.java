package openbell.scheduler.gateway;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which service answers which path. Addresses come from the configuration, never from a request.
public final class Neighbours {
  /// What links in mails lead to. The token in the address is the proof, so no key is asked for.
  private static final String OPEN = "/subscription";

  /// Where Amazon SNS posts. Its signature is the proof.
  private static final String HOOK = "/hooks/ses";

  /// The paths of each service that can stand behind this one.
  private static final Map<String, List<String>> PATHS =
      Map.of(
          "mailbox", List.of("/mailbox", "/api/v1/mailbox", HOOK),
          "machines",
              List.of(
                  "/machines",
                  "/queues",
                  "/costs",
                  "/api/v1/machines",
                  "/api/v1/queues",
                  "/api/v1/costs"),
          "signals",
              List.of(
                  "/signals",
                  "/api/v1/signals",
                  "/api/v1/subscriptions",
                  "/api/v1/record",
                  "/subscriptions",
                  OPEN));

  /// Nothing that a server could read as another path.
  private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_.~@:+=-]*)+");

  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Map<String, Neighbour> byPath = new LinkedHashMap<>();

  /// @param bases by name of the service; an unknown name is refused
  public Neighbours(Map<String, URI> bases, Function<URI, Neighbour> connect) {
    bases.forEach(
        (name, base) -> {
          List<String> paths = PATHS.get(name);
          if (paths == null) {
            throw new IllegalArgumentException(
                "openbell.scheduler.forward knows mailbox, machines and signals, not " + name);
          }
          Neighbour neighbour = connect.apply(base);
          paths.forEach(path -> byPath.put(path, neighbour));
        });
  }

  /// The first parts of all paths that are passed on.
  public Set<String> paths() {
    return Set.copyOf(byPath.keySet());
  }

  /// Who answers `path`; empty when this service does, or when the path is not a plain one.
  public Optional<Neighbour> of(String path) {
    if (!PLAIN.matcher(path).matches() || path.contains("..")) {
      return Optional.empty();
    }
    return byPath.entrySet().stream()
        .filter(entry -> path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// Whether everybody may be passed on to `path`, key or not.
  public static boolean isOpen(String path) {
    return path.startsWith(OPEN + "/") || path.equals(HOOK);
  }

  /// Whether a request without a key may be passed on: only this machine's own browser on this
  /// origin. The service behind sees a request from this process and could not tell.
  ///
  /// @param host value of `Host`
  /// @param origin value of `Origin`, or an empty text
  public static boolean local(boolean fromLoopback, String host, String origin) {
    String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    boolean sameOrigin = origin.isEmpty() || origin.equals("http://" + host);
    return fromLoopback && LOCAL_HOSTS.contains(name) && sameOrigin;
  }
}
