package openbell.scheduler.keep;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.artifact.Manifest;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.StoreUpkeep.Stored;

/// Says which objects go. In doubt they stay.
public final class Verdicts {
  private static final String ATTEMPTS = "attempts/";

  private final ArtifactStore store;
  private final KeepRules rules;

  public Verdicts(ArtifactStore store, KeepRules rules) {
    this.store = store;
    this.rules = rules;
  }

  /// @param group what all keys begin with
  /// @param objects everything that is stored there
  /// @return those that go, in the order in which they must
  List<Stored> going(Area area, String group, List<Stored> objects, Instant now) {
    return switch (area) {
      case PREVIEWS -> old(objects, now, rules.previews()) ? manifestFirst(objects) : List.of();
      case EXPORTS -> old(objects, now, rules.exports()) ? manifestFirst(objects) : List.of();
      case UPLOADS -> List.of();
      case RUNS -> losers(group, objects, now);
    };
  }

  private static boolean old(List<Stored> objects, Instant now, Duration age) {
    return objects.stream().allMatch(object -> isOld(object, now, age));
  }

  private static boolean isOld(Stored object, Instant now, Duration age) {
    return object.modified().isBefore(now.minus(age));
  }

  /// A reader must never meet a manifest whose files are gone: that looks like corruption.
  private static List<Stored> manifestFirst(List<Stored> objects) {
    return objects.stream()
        .sorted(Comparator.comparing(object -> !object.key().endsWith("/manifest.json")))
        .toList();
  }

  private List<Stored> losers(String group, List<Stored> objects, Instant now) {
    List<Stored> attempts =
        objects.stream().filter(o -> o.key().startsWith(group + ATTEMPTS)).toList();
    boolean published = objects.stream().anyMatch(o -> o.key().equals(group + "manifest.json"));
    if (!published) {
      return old(objects, now, rules.unfinished()) ? attempts : List.of();
    }
    // With one attempt it is the one that the manifest names: no need to read it.
    if (attempts.stream().map(o -> fence(group, o)).distinct().count() < 2) {
      return List.of();
    }
    List<Stored> old = attempts.stream().filter(o -> isOld(o, now, rules.attempts())).toList();
    return old.isEmpty() ? old : unnamed(group, old);
  }

  private static String fence(String group, Stored object) {
    String rest = object.key().substring(group.length() + ATTEMPTS.length());
    return rest.substring(0, Math.max(0, rest.indexOf('/')));
  }

  private List<Stored> unnamed(String group, List<Stored> old) {
    String run = group.substring(0, group.length() - 1);
    Optional<Set<String>> named = named(run);
    return named.isEmpty()
        ? List.of()
        : old.stream().filter(object -> !named.get().contains(object.key())).toList();
  }

  /// The keys that a run's manifest names; empty when it cannot be trusted.
  private Optional<Set<String>> named(String run) {
    try {
      return store
          .find(run)
          .map(store::manifest)
          .map(Manifest::files)
          .map(files -> files.stream().map(Manifest.File::key).collect(Collectors.toSet()));
    } catch (FailureException e) {
      if (e.failure().reason() == FailureReason.STORE_UNAVAILABLE) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
