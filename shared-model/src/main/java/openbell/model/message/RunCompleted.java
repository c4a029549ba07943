package openbell.model.message;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import openbell.model.portfolio.Recipient;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunRef;

/// A run ended well; its files are in the store.
///
/// @param recipients as the portfolio named them when it was dispatched
/// @param duration of the attempt that succeeded
/// @param remarks sentences for the reader about how old or how late this is
public record RunCompleted(
    RunRef run,
    ArtifactRef artifact,
    List<Recipient> recipients,
    Duration duration,
    List<String> remarks)
    implements RunMessage {
  // A message written before a list existed has none.
  public RunCompleted {
    recipients = List.copyOf(recipients);
    remarks = List.copyOf(Objects.requireNonNullElse(remarks, List.<String>of()));
  }

  /// A run with nothing to remark.
  public RunCompleted(
      RunRef run, ArtifactRef artifact, List<Recipient> recipients, Duration duration) {
    this(run, artifact, recipients, duration, List.of());
  }
}
