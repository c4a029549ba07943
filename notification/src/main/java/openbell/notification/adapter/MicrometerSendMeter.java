package openbell.notification.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendMeter;

/// Counts mails for the operators. `docs/sending.md` says what each of it is for.
public final class MicrometerSendMeter implements SendMeter {
  private final MeterRegistry meters;

  private volatile double unknown;
  private volatile double unknownSeconds;
  private volatile double perSecond;

  public MicrometerSendMeter(MeterRegistry meters) {
    this.meters = meters;
    meters.gauge("notification.unknown", this, meter -> meter.unknown);
    meters.gauge("notification.unknown.age.seconds", this, meter -> meter.unknownSeconds);
    meters.gauge("notification.rate", this, meter -> meter.perSecond);
  }

  @Override
  public void ended(LedgerState state, String cause) {
    String name = state.name().toLowerCase(Locale.ROOT);
    meters.counter("notification.mails", "state", name, "cause", cause).increment();
  }

  @Override
  public void called(Duration call, Duration sinceAccepted) {
    meters.timer("notification.call").record(call);
    meters.timer("notification.send.latency").record(sinceAccepted);
  }

  @Override
  public void standing(SendLedger.Unknowns unknowns, double rate) {
    unknown = unknowns.count();
    unknownSeconds = unknowns.oldest().toSeconds();
    perSecond = rate;
  }
}
