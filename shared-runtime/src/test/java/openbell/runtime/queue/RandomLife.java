package openbell.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.runtime.testing.ManualClock;

/// A seeded life of a queue beside a model's: every answer is compared, and every 25 steps the
/// whole
/// state. A failure names its seed and step, and replays by them.
public final class RandomLife {
  private static final int IDS = 30;
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Retention RETENTION =
      new Retention(Duration.ofHours(24), 12 * Retention.BYTES_OF_ONE);
  private static final Failure LATER = new Failure(FailureReason.STORE_UNAVAILABLE, "later");
  private static final Failure NEVER = new Failure(FailureReason.INVALID_STRATEGY, "never");

  private final long seed;
  private final SplittableRandom random;
  private final ManualClock clock;
  private final JobQueue queue;
  private final JobQueue model;
  private final List<Leased> leases = new ArrayList<>();
  private final int[] claims = new int[3];
  private long highestFence;

  /// @param clock turned by this life; both queues stand on it
  public RandomLife(long seed, ManualClock clock, JobQueue queue, JobQueue model) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.clock = clock;
    this.queue = queue;
    this.model = model;
  }

  public void live(int steps) {
    for (int step = 0; step < steps; step++) {
      String what = "seed " + seed + ", step " + step;
      step(what);
      if (step % 25 == 24) {
        compareState(what);
      }
    }
    compareState("seed " + seed + ", at the end");
  }

  private void step(String what) {
    switch (random.nextInt(16)) {
      case 0, 1, 2 -> enqueue(what);
      case 3, 4, 5 -> claim(what, true);
      case 6 -> claim(what, false);
      case 7, 8, 9, 10 -> settle(what);
      case 11 -> heartbeat(what);
      case 12 -> same(what + " tick", tick(queue), tick(model));
      case 13, 14 -> clock.advance(jump());
      default -> operate(what);
    }
  }

  private Duration jump() {
    return switch (random.nextInt(20)) {
      case 0 -> Duration.ofHours(25);
      case 1, 2 -> Duration.ofMinutes(random.nextInt(1, 90));
      default -> Duration.ofMillis(random.nextInt(1, 40_000));
    };
  }

  private String id() {
    return "job-" + random.nextInt(IDS);
  }

  private void enqueue(String what) {
    List<NewJob> jobs = IntStream.range(0, random.nextInt(1, 4)).mapToObj(_ -> newJob()).toList();
    same(what + " enqueue", queue.enqueue(jobs), model.enqueue(jobs));
  }

  private NewJob newJob() {
    String id = id();
    Duration delay =
        random.nextInt(4) == 0 ? Duration.ofMillis(random.nextInt(90_000)) : Duration.ZERO;
    Duration expiry =
        random.nextInt(8) == 0 ? Duration.ofMillis(random.nextInt(200_000)) : Duration.ZERO;
    return new NewJob(
        id,
        "owner-" + random.nextInt(3),
        random.nextInt(3),
        random.nextInt(1, 4),
        delay,
        expiry,
        random.nextInt(3),
        random.nextInt(2),
        (id + " " + random.nextInt()).getBytes(UTF_8));
  }

  private void claim(String what, boolean fresh) {
    int worker = random.nextInt(claims.length);
    claims[worker] += fresh ? 1 : 0;
    String name = "m-" + worker + ".w";
    String claimId = name + claims[worker];
    int max = random.nextInt(5);
    List<Settling> settlings =
        leases.isEmpty() || random.nextBoolean() ? List.of() : List.of(settling(anyLease()));
    Turnover ours = queue.settleAndClaim(settlings, claimId, name, max, LEASE);
    Turnover theirs = model.settleAndClaim(settlings, claimId, name, max, LEASE);
    same(what + " settle " + settlings, ours.settled(), theirs.settled());
    same(what + " claim " + claimId, text(ours.claim()), text(theirs.claim()));
    for (Leased leased : ours.claim().jobs()) {
      boolean known = leases.stream().anyMatch(one -> one.fence() == leased.fence());
      assertThat(known || leased.fence() > highestFence).as(what + ": fences rise").isTrue();
      highestFence = Math.max(highestFence, leased.fence());
      leases.add(leased);
    }
  }

  /// A lease that was given once, mostly a young one; it may be long over.
  private Leased anyLease() {
    int back = random.nextBoolean() ? 4 : leases.size();
    int from = Math.max(0, leases.size() - back);
    return leases.get(random.nextInt(from, leases.size()));
  }

  private void settle(String what) {
    if (leases.isEmpty()) {
      return;
    }
    List<Settling> settlings =
        IntStream.range(0, random.nextInt(1, 3)).mapToObj(_ -> settling(anyLease())).toList();
    same(what + " settle " + settlings, queue.settleAll(settlings), model.settleAll(settlings));
    if (random.nextInt(5) == 0) {
      same(what + " settle again", queue.settleAll(settlings), model.settleAll(settlings));
    }
  }

  private Settling settling(Leased lease) {
    Settlement settlement =
        switch (random.nextInt(7)) {
          case 6 ->
              new Settlement.Postponed(
                  Duration.ofMillis(Math.max(0, random.nextInt(-20_000, 40_000))), LATER);
          case 0, 1 -> new Settlement.Done();
          case 2 -> new Settlement.RetryAfter(Duration.ZERO, LATER);
          case 3 -> new Settlement.RetryAfter(Duration.ofMillis(random.nextInt(60_000)), LATER);
          case 4 -> new Settlement.DeadLetter(NEVER);
          default -> new Settlement.Released(checkpoint());
        };
    return new Settling(lease.id(), lease.fence(), settlement);
  }

  private byte[] checkpoint() {
    return random.nextBoolean() ? new byte[0] : ("at " + random.nextInt(100)).getBytes(UTF_8);
  }

  private void heartbeat(String what) {
    if (leases.isEmpty()) {
      return;
    }
    List<Beat> beats =
        IntStream.range(0, 3)
            .mapToObj(_ -> anyLease())
            .map(lease -> new Beat(lease.id(), lease.fence(), checkpoint()))
            .toList();
    same(what + " beat", queue.heartbeat("w", beats, LEASE), model.heartbeat("w", beats, LEASE));
  }

  private void operate(String what) {
    String id = id();
    switch (random.nextInt(8)) {
      case 2 -> drain();
      case 3, 4 -> rest();
      case 0 -> same(what + " cancel " + id, queue.cancel(id), model.cancel(id));
      case 1 -> same(what + " depth", queue.depth(), model.depth());
      default -> same(what + " replay " + id, queue.replay(id), model.replay(id));
    }
  }

  private void drain() {
    boolean on = random.nextInt(3) == 0;
    queue.drain(on);
    model.drain(on);
  }

  private void rest() {
    String machine = "m-" + random.nextInt(claims.length);
    boolean on = random.nextInt(3) == 0;
    queue.rest(machine, on);
    model.rest(machine, on);
  }

  private static QueueDepth tick(JobQueue one) {
    return one.tick(RETENTION);
  }

  private void compareState(String what) {
    same(what + " depth", queue.depth(), model.depth());
    for (int i = 0; i < IDS; i++) {
      String id = "job-" + i;
      same(
          what + " " + id,
          queue.find(id).map(RandomLife::text),
          model.find(id).map(RandomLife::text));
    }
    for (JobState state : JobState.values()) {
      same(what + " " + state, ids(queue.peek(state, 0, 100)), ids(model.peek(state, 0, 100)));
    }
  }

  private static List<String> ids(List<JobView> views) {
    return views.stream().map(JobView::id).sorted(Comparator.naturalOrder()).toList();
  }

  private static String text(JobView view) {
    return "%s %s %s priority %d since %s at %s worker '%s' got it %s, attempts %d failures %d crashes %d error '%s' payload '%s'"
        .formatted(
            view.id(),
            view.owner(),
            view.state(),
            view.priority(),
            view.enqueued(),
            view.at(),
            view.worker(),
            view.claimed(),
            view.attempts(),
            view.failures(),
            view.crashes(),
            view.error(),
            new String(view.payload(), UTF_8));
  }

  private static List<String> text(Claim claim) {
    List<String> lines = new ArrayList<>();
    lines.add("next due " + claim.untilNextDue() + ", " + claim.draining() + claim.resting());
    for (Leased job : claim.jobs()) {
      lines.add(
          "%s %d %d %d %d %s %s"
              .formatted(
                  job.id(),
                  job.fence(),
                  job.attempt(),
                  job.failures(),
                  job.maxFailures(),
                  new String(job.payload(), UTF_8),
                  new String(job.checkpoint(), UTF_8)));
    }
    return lines;
  }

  private static void same(String what, Object ours, Object theirs) {
    assertThat(ours).as(what).isEqualTo(theirs);
  }
}
