package openbell.runtime.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import openbell.runtime.queue.Beat;
import openbell.runtime.queue.Held;
import openbell.runtime.queue.Retention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the leases of a process: beats them, notices lost ones, and looks after the queues from
/// time to time. One thread looks at the clock; the calls run beside it, so that a server that does
/// not answer cannot hide a lease that is over.
final class LeaseKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration IDLE_TICK = Duration.ofSeconds(60);

  private final List<Kept> channels = new CopyOnWriteArrayList<>();
  private final Executor executor;
  private final Retention retention;
  private final Runnable looked;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  private static final class Kept {
    private final InboundChannel channel;
    private final ChannelMeters meters;
    private final QueueWatch watch;
    private final AtomicBoolean beating = new AtomicBoolean();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private long beaten;
    private long ticked;
    private volatile long answered;

    Kept(InboundChannel channel, ChannelMeters meters, QueueWatch watch) {
      this.channel = channel;
      this.meters = meters;
      this.watch = watch;
      this.beaten = System.nanoTime();
      this.ticked = beaten;
      this.answered = beaten;
    }
  }

  /// @param looked called after each look at a queue
  LeaseKeeper(Executor executor, Retention retention, Runnable looked) {
    this.executor = executor;
    this.retention = retention;
    this.looked = looked;
    this.thread = Thread.ofPlatform().daemon().name("queue-heartbeat").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  void add(InboundChannel channel, ChannelMeters meters, QueueWatch watch) {
    channels.add(new Kept(channel, meters, watch));
  }

  void stop() {
    stopped.countDown();
  }

  /// Whether the channel's queue has answered within the last `longest`.
  boolean answeredWithin(InboundChannel channel, Duration longest) {
    long now = System.nanoTime();
    return channels.stream()
        .filter(kept -> kept.channel.equals(channel))
        .allMatch(kept -> now - kept.answered < longest.toNanos());
  }

  private void loop() {
    try {
      while (!stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        for (Kept kept : channels) {
          look(kept, now);
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("keeping leases was interrupted");
    }
  }

  private void look(Kept kept, long now) {
    for (HeldJob job : kept.channel.held()) {
      if (job.expired(now) && job.lose()) {
        lost(kept, job, "no heartbeat was answered in time");
      }
    }
    ChannelSettings settings = kept.channel.settings();
    if (now - kept.beaten >= settings.heartbeat().toNanos()) {
      kept.beaten = now;
      if (!kept.channel.held().isEmpty() && kept.beating.compareAndSet(false, true)) {
        executor.execute(() -> beat(kept));
      }
    }
    boolean due = now - kept.ticked >= tickEvery(kept).toNanos();
    if (!kept.ticking.get() && (kept.channel.comebacks().arrived(now) || due)) {
      kept.ticked = now;
      kept.ticking.set(true);
      executor.execute(() -> tick(kept));
    }
  }

  /// A channel with free hands looks after its queue whenever it claims.
  private static Duration tickEvery(Kept kept) {
    Duration half = kept.channel.settings().lease().dividedBy(2);
    boolean claims = kept.channel.held().size() < kept.channel.settings().concurrency();
    return claims || half.compareTo(IDLE_TICK) > 0 ? IDLE_TICK : half;
  }

  private void beat(Kept kept) {
    List<HeldJob> jobs = new ArrayList<>(kept.channel.held());
    List<Beat> beats = jobs.stream().map(HeldJob::beat).toList();
    ChannelSettings settings = kept.channel.settings();
    long asked = System.nanoTime();
    try {
      kept.meters.command("heartbeat");
      List<Held> answers =
          kept.channel.queue().heartbeat(kept.channel.worker(), beats, settings.lease());
      kept.answered = System.nanoTime();
      long deadline = asked + Reception.trusted(settings.lease()).toNanos();
      for (int i = 0; i < jobs.size(); i++) {
        HeldJob job = jobs.get(i);
        if (answers.get(i) == Held.OK) {
          job.extend(deadline);
        } else if (job.lose()) {
          lost(kept, job, "the queue answered " + answers.get(i));
        }
      }
    } catch (RuntimeException e) {
      jobs.forEach(HeldJob::beatAgain);
      LOG.atWarn()
          .addKeyValue("channel", settings.channel())
          .log("a heartbeat got no answer: {}", e.getMessage());
    } finally {
      kept.beating.set(false);
    }
  }

  private void tick(Kept kept) {
    try {
      kept.meters.command("tick");
      kept.watch.saw(kept.channel.queue().tick(retention));
      kept.answered = System.nanoTime();
      looked.run();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("channel", kept.channel.settings().channel())
          .log("the queue could not be looked after: {}", e.getMessage());
    } finally {
      kept.ticking.set(false);
    }
  }

  private static void lost(Kept kept, HeldJob job, String why) {
    kept.meters.lost();
    JobLog.of(LOG.atWarn(), kept.channel.settings().channel(), job.leased())
        .log("a lease is lost: {}", why);
  }
}
