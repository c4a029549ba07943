package openbell.model.signal;

import java.time.LocalDate;
import java.util.List;

/// What one session changed.
///
/// @param signals without their explanations
public record SessionChanges(LocalDate session, List<Signal> signals) {
  public SessionChanges {
    signals = List.copyOf(signals);
  }
}
