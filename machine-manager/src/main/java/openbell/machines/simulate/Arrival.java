package openbell.machines.simulate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job that comes.
///
/// @param portfolio stands for the strategy version, by which times are learned
/// @param seconds that it keeps one slot of speed 1 busy
/// @param deadline when it should be done; null: whenever
/// @param known true: a schedule says in advance that it comes
/// @param poison true: it kills every worker that takes it, until it is put aside
public record Arrival(
    Instant at,
    String owner,
    String portfolio,
    double seconds,
    @Nullable Instant deadline,
    boolean known,
    boolean poison) {
  public Arrival {
    if (!(seconds >= 0 && seconds <= 86_400)) {
      throw new IllegalArgumentException("seconds must be 0 to 86400, not " + seconds);
    }
  }
}
