package openbell.model.message;

import java.time.Duration;
import java.util.List;
import openbell.model.portfolio.Recipient;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunRef;

/// A run ended well; its files are in the store.
///
/// @param recipients as the portfolio named them when it was dispatched
/// @param duration of the attempt that succeeded
public record RunCompleted(
    RunRef run, ArtifactRef artifact, List<Recipient> recipients, Duration duration)
    implements Message {
  public RunCompleted {
    recipients = List.copyOf(recipients);
  }
}
