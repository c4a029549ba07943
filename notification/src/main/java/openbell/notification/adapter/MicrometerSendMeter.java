package openbell.notification.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendMeter;

/// Counts mails for the operators. `docs/sending.md` says what each of it is for.
public final class MicrometerSendMeter implements SendMeter {
  private final MeterRegistry meters;

  public MicrometerSendMeter(MeterRegistry meters) {
    this.meters = meters;
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
}
