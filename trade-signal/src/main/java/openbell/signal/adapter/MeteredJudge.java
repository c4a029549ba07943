package openbell.signal.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import openbell.signal.guard.Guard;
import openbell.signal.guard.Judge;
import openbell.signal.guard.Verdict;
import org.jboss.logging.Logger;

/// Counts for the operators what the guard answered again and what it had to believe.
/// `docs/signals.md` says what each of it is for.
public final class MeteredJudge implements Judge {
  private static final Logger LOG = Logger.getLogger(MeteredJudge.class);

  private final Judge judge;
  private final MeterRegistry meters;

  public MeteredJudge(Judge judge, MeterRegistry meters) {
    this.judge = judge;
    this.meters = meters;
  }

  @Override
  public Verdict judge(Guard.Case one) {
    Timer.Sample begun = Timer.start(meters);
    Verdict verdict = judge.judge(one);
    begun.stop(meters.timer("signal.guard"));
    switch (verdict) {
      case Verdict.Passed passed -> {
        meters.counter("signal.guard.reports", "verdict", "passed").increment();
        meters.counter("signal.guard.rules", "how", "answered").increment(passed.rules());
        meters.counter("signal.guard.rules", "how", "given").increment(passed.given().size());
        if (!passed.given().isEmpty()) {
          LOG.infof(
              "the guard believed rules runId=%s given=%d first=%s",
              one.run().runId().value(), passed.given().size(), passed.given().getFirst());
        }
      }
      case Verdict.Refused _ ->
          meters.counter("signal.guard.reports", "verdict", "refused").increment();
    }
    return verdict;
  }
}
