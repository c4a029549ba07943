package openbell.bench.scale;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import openbell.bench.Crossings;
import openbell.model.market.Session;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.adapter.RedisJobQueues;

/// The queue of run jobs, from outside: each job is a portfolio of its own.
final class Jobs implements AutoCloseable {
  private static final Session SESSION = new Session("XNYS", LocalDate.of(2018, 5, 11));
  private static final LocalDate AS_OF = LocalDate.of(2018, 5, 10);
  private static final long CAPACITY = 100_000;

  private final Vertx vertx = Vertx.vertx();
  private final RedisJobQueues queues;
  private final JobQueue queue;
  private final PortfolioCodec portfolios = new PortfolioCodec();
  private final MessageCodec messages = new MessageCodec();
  private int pushed;

  Jobs(String redisUri) {
    queues = new RedisJobQueues(vertx, redisUri, CAPACITY);
    queue = queues.named("run-jobs");
  }

  /// Portfolios of one symbol of the samples.
  void push(int count) {
    push(count, Crossings::document);
  }

  /// @param document that the n-th job evaluates, counted from the first of all
  void push(int count, IntFunction<String> document) {
    for (int left = count; left > 0; left -= JobQueue.LARGEST_BATCH) {
      int batch = Math.min(left, JobQueue.LARGEST_BATCH);
      queue.enqueue(
          IntStream.range(pushed, pushed + batch)
              .mapToObj(n -> job(n, document.apply(n)))
              .toList());
      pushed += batch;
    }
  }

  /// Until every job that was pushed has been claimed, whether it is done or not.
  ///
  /// @param by the program without which that cannot be
  Duration untilClaimed(Program by, Duration longest) throws IOException, InterruptedException {
    return until(depth -> depth.leased() + depth.done() >= pushed, by, longest, 3);
  }

  Duration untilDone(Program by, Duration longest) throws IOException, InterruptedException {
    return until(depth -> depth.done() >= pushed, by, longest, 100);
  }

  private Duration until(
      Predicate<QueueDepth> reached, Program by, Duration longest, int everyMillis)
      throws IOException, InterruptedException {
    long before = System.nanoTime();
    QueueDepth depth = queue.depth();
    while (!reached.test(depth)) {
      by.check();
      if (System.nanoTime() - before > longest.toNanos()) {
        throw new IllegalStateException("after %s the queue is at %s".formatted(longest, depth));
      }
      TimeUnit.MILLISECONDS.sleep(everyMillis);
      depth = queue.depth();
    }
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private NewJob job(int n, String document) {
    byte[] json = document.getBytes(StandardCharsets.UTF_8);
    if (!(portfolios.parse(json) instanceof Parsed.Ok ok)) {
      throw new IllegalStateException("document " + n + " is refused");
    }
    PortfolioDefinition definition = ok.definition();
    RunRef run =
        RunRef.of(
            new Owner("owner-" + n % 10),
            new PortfolioId("p-" + n),
            SESSION,
            AS_OF,
            portfolios.configHash(definition),
            1,
            Purpose.SCHEDULED);
    Instant now = Instant.now();
    RunJob job = new RunJob(run, definition, now.plus(Duration.ofMinutes(2)));
    byte[] payload = messages.encode(new Envelope(job.key(), now, null, job));
    return NewJob.of("run-job-" + job.key(), run.owner().value(), 5, 3, payload);
  }

  @Override
  public void close() {
    queues.close();
    var _ = vertx.close();
  }
}
