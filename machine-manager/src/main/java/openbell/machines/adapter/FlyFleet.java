package openbell.machines.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import openbell.machines.adapter.FlyAnswer.Done;
import openbell.machines.adapter.FlyAnswer.NotSent;
import openbell.machines.adapter.FlyAnswer.Refused;
import openbell.machines.adapter.FlyAnswer.Unknown;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// Machines on Fly. Stopped ones are started again before others are made.
///
/// A machine's name is the key that makes its making happen once: there are as many names as the
/// fleet may have machines, and a name is never there twice. So a request whose outcome is unknown,
/// even one that is carried out much later, makes at most the machine that the next request asks
/// for, and no fleet grows beyond its bound. An empty list that is wrong does no harm either.
public final class FlyFleet implements Fleet {
  /// A machine that found no room is not tried again for this long.
  private static final Duration COOL_DOWN = Duration.ofSeconds(60);

  /// An order follows its look at once. A second list would wait for a token.
  private static final Duration SAME_LOOK = Duration.ofSeconds(1);

  /// A worker that ends sooner after its start is a failed start.
  private static final Duration BOOT = Duration.ofSeconds(15);

  private final FlySettings settings;
  private final FlyOrders orders;
  private final FlyApi api;
  private final Clock clock;
  private final Map<String, Instant> noRoom = new HashMap<>();
  private final Map<String, Instant> startedHere = new HashMap<>();
  private final Map<String, Instant> firstSeen = new HashMap<>();
  private @Nullable Look recent;
  private int failedStarts;
  private @Nullable Instant lastFailure;

  private record Look(List<FlyMachine> machines, Instant at) {}

  public FlyFleet(FlySettings settings, Clock clock, Pause pause, RandomGenerator random) {
    this.settings = settings;
    this.orders = new FlyOrders(settings);
    this.api = new FlyApi(settings, clock, pause, random);
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "fly";
  }

  @Override
  public synchronized FleetView view() {
    List<FlyMachine> listed = list();
    Instant now = clock.instant();
    recent = new Look(listed, now);
    learn(listed, now);
    List<Machine> shown =
        listed.stream()
            .flatMap(machine -> machine.shown(now, settings.grace()).stream())
            .map(this::withItsStart)
            .toList();
    firstSeen.keySet().retainAll(shown.stream().map(Machine::id).toList());
    return new FleetView(shown, failedStarts, lastFailure, "");
  }

  @Override
  public synchronized List<String> start(int count) {
    List<FlyMachine> listed = lookedAt();
    Instant now = clock.instant();
    noRoom.values().removeIf(until -> !now.isBefore(until));
    int room = settings.most() - shown(listed, now);
    List<String> started = new ArrayList<>();
    for (FlyMachine machine : startable(listed, now)) {
      if (started.size() >= Math.min(count, room)) {
        return started;
      }
      if (!bring(machine, started)) {
        return started;
      }
    }
    if (started.size() < Math.min(count, room)) {
      for (String name : freeNames(listed, now)) {
        if (started.size() >= Math.min(count, room) || !make(name, started)) {
          return started;
        }
      }
    }
    return started;
  }

  @Override
  public synchronized void stop(Set<String> ids) {
    Instant now = clock.instant();
    for (FlyMachine machine : lookedAt()) {
      Optional<Machine> shown = machine.shown(now, settings.grace());
      if (!ids.contains(machine.id()) || shown.isEmpty()) {
        continue;
      }
      startedHere.remove(machine.id());
      switch (shown.get().state()) {
        case STOPPING -> {}
        case STUCK -> remove(machine.id());
        case STARTING, RUNNING, DRAINING ->
            leased(machine.id(), nonce -> orders.stop(machine.id(), nonce));
      }
    }
  }

  // The API knows only since when a machine is as it is.
  private Machine withItsStart(Machine m) {
    Instant started = firstSeen.computeIfAbsent(m.id(), _ -> m.started());
    return new Machine(m.id(), m.state(), m.since(), started, m.detail());
  }

  /// What the look saw that led to this order; after any other order it is looked again.
  private List<FlyMachine> lookedAt() {
    Look look = recent;
    recent = null;
    if (look == null || clock.instant().isAfter(look.at().plus(SAME_LOOK))) {
      return list();
    }
    return look.machines();
  }

  private List<FlyMachine> list() {
    FlyAnswer answer = api.ask(orders.list());
    return switch (answer) {
      case Done done -> mine(done.body());
      case Refused refused -> throw away("The Machines API refused to list: " + refused.text());
      case Unknown unknown -> throw away(unknown.text());
      case NotSent notSent -> throw away(notSent.text());
    };
  }

  private List<FlyMachine> mine(JsonNode machines) {
    return StreamSupport.stream(machines.spliterator(), false)
        .map(FlyMachine::of)
        .filter(machine -> machine.fleet().equals(settings.fleet()) && !machine.gone())
        // Always in the same order: what may have been started is tried first again.
        .sorted(Comparator.comparing(FlyMachine::name).thenComparing(FlyMachine::id))
        .toList();
  }

  private int shown(List<FlyMachine> listed, Instant now) {
    return (int) listed.stream().filter(m -> m.shown(now, settings.grace()).isPresent()).count();
  }

  private List<FlyMachine> startable(List<FlyMachine> listed, Instant now) {
    return listed.stream()
        .filter(machine -> machine.startable(now) && !cools(machine.id()))
        .toList();
  }

  private List<String> freeNames(List<FlyMachine> listed, Instant now) {
    Set<String> taken = listed.stream().map(FlyMachine::name).collect(Collectors.toSet());
    List<String> free =
        IntStream.rangeClosed(1, settings.most())
            .mapToObj(number -> settings.fleet() + "-" + number)
            .filter(name -> !taken.contains(name))
            .toList();
    // These hold names. Whether they went, the next list tells.
    listed.stream().filter(FlyMachine::broken).forEach(machine -> remove(machine.id()));
    if (free.isEmpty()) {
      // A stopped machine stays where it is. Without room there it must make room elsewhere.
      listed.stream()
          .filter(machine -> machine.startable(now) && cools(machine.id()))
          .findFirst()
          .ifPresent(machine -> remove(machine.id()));
    }
    return free;
  }

  private boolean cools(String idOrRegion) {
    return noRoom.containsKey(idOrRegion);
  }

  /// @return whether to go on; not after anything that the next list may explain
  private boolean bring(FlyMachine machine, List<String> started) {
    String id = machine.id();
    FlyAnswer answer =
        machine.image().equals(settings.image())
            ? api.ask(orders.start(id))
            : leased(id, nonce -> orders.renew(machine, nonce));
    return switch (answer) {
      case Done _ -> came(id, started);
      case Refused refused -> {
        refused(id);
        yield refused.noRoom();
      }
      case Unknown _, NotSent _ -> false;
    };
  }

  /// @return whether to go on with another name; not when the name is taken after all: somebody
  /// made that machine since the list was read
  private boolean make(String name, List<String> started) {
    for (String region : settings.regions()) {
      if (cools(region)) {
        continue;
      }
      FlyAnswer answer = api.ask(orders.make(name, region));
      if (answer instanceof Refused refused && refused.noRoom()) {
        refused(region);
        continue;
      }
      if (answer instanceof Refused refused && !refused.nameTaken()) {
        refused(region);
      }
      return answer instanceof Done done && came(done.body().path("id").asText(), started);
    }
    return false;
  }

  private void refused(String idOrRegion) {
    failed();
    noRoom.put(idOrRegion, clock.instant().plus(COOL_DOWN));
  }

  private void remove(String id) {
    leased(id, nonce -> orders.destroy(id, nonce));
  }

  private boolean came(String id, List<String> started) {
    startedHere.put(id, clock.instant());
    started.add(id);
    return true;
  }

  private void failed() {
    failedStarts++;
    lastFailure = clock.instant();
  }

  /// Looks at what became of the machines that were started here.
  private void learn(List<FlyMachine> listed, Instant now) {
    Map<String, FlyMachine> byId = new HashMap<>();
    listed.forEach(machine -> byId.put(machine.id(), machine));
    startedHere
        .entrySet()
        .removeIf(
            start -> {
              FlyMachine machine = byId.get(start.getKey());
              boolean young = now.isBefore(start.getValue().plus(BOOT));
              if (machine == null || machine.broken()) {
                failed();
                return true;
              }
              if (young) {
                return false;
              }
              if (machine.running()) {
                failedStarts = 0;
              } else if (machine.startable(now)) {
                failed();
              }
              return machine.running() || machine.startable(now);
            });
  }

  /// A held lease means that somebody changes this machine: it is left alone.
  private FlyAnswer leased(String id, Function<String, FlyApi.Call> work) {
    FlyAnswer lease = api.ask(orders.lease(id));
    if (!(lease instanceof Done done)) {
      return lease;
    }
    String nonce = done.body().path("data").path("nonce").asText();
    FlyAnswer answer = api.ask(work.apply(nonce));
    // If this fails, the lease ends by itself.
    api.ask(orders.release(id, nonce));
    return answer;
  }

  private static FailureException away(String text) {
    return FailureException.of(FailureReason.PROVIDER_BUSY, text);
  }
}
