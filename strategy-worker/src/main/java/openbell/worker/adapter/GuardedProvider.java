package openbell.worker.adapter;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.market.Answer;
import openbell.worker.market.BarProvider;
import openbell.worker.market.BarRequest;
import openbell.worker.market.NoBars;
import openbell.worker.market.RateLimiter;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A provider that is asked in turn, again when it fails, and not at all while it fails mostly.
///
/// Each question takes its turn at the {@link RateLimiter}, repetitions too. A provider that asks
/// for
/// a pause stops all workers; that is no failure to the circuit breaker.
public final class GuardedProvider implements BarProvider {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedProvider.class);
  private static final int MOST_RETRIES = 4;
  private static final int WINDOW = 20;
  private static final double FAILING = 0.5;

  private final BarProvider provider;
  private final RateLimiter limiter;
  private final TypedGuard<Answer> guard;

  /// @param firstDelay before the first repetition; it doubles up to sixteen times
  /// @param rest how long a provider that fails mostly is left alone
  public GuardedProvider(
      BarProvider provider, RateLimiter limiter, Duration firstDelay, Duration rest) {
    this.provider = provider;
    this.limiter = limiter;
    long delay = firstDelay.toMillis();
    this.guard =
        TypedGuard.create(Answer.class)
            .withDescription("bars of " + provider.name())
            .withRetry()
            .maxRetries(MOST_RETRIES)
            .delay(delay, ChronoUnit.MILLIS)
            .jitter(delay / 2, ChronoUnit.MILLIS)
            .whenException(GuardedProvider::isAway)
            .withExponentialBackoff()
            .maxDelay(16 * delay, ChronoUnit.MILLIS)
            .done()
            .done()
            .withCircuitBreaker()
            .requestVolumeThreshold(WINDOW)
            .failureRatio(FAILING)
            .delay(rest.toMillis(), ChronoUnit.MILLIS)
            .when(GuardedProvider::isAway)
            .onStateChange(GuardedProvider::tell)
            .done()
            .build();
  }

  /// Bars that break the rules are an answer: asking again at once brings the same ones.
  private static boolean isAway(Object result) {
    return result instanceof FailureException e
        && e.failure().reason() == FailureReason.MARKET_DATA_UNAVAILABLE;
  }

  private static void tell(CircuitBreakerState state) {
    LOG.atWarn().addKeyValue("reason", state).log("circuit breaker of the bar source");
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public String identity() {
    return provider.identity();
  }

  @Override
  public Answer fetch(BarRequest request) {
    try {
      return guard.call(() -> inTurn(request));
    } catch (CircuitBreakerOpenException _) {
      throw NoBars.now("the source failed too often and is left alone for a while");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw NoBars.now("the worker stops");
    } catch (FailureException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a provider failed in a way of its own", e);
    }
  }

  private Answer inTurn(BarRequest request) throws InterruptedException {
    while (limiter.acquire(request.giveUpAt())) {
      Answer answer = provider.fetch(request);
      if (!(answer instanceof Answer.Busy busy)) {
        return answer;
      }
      limiter.pause(busy.pause());
    }
    return new Answer.Busy(Duration.ZERO);
  }
}
