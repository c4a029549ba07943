package openbell.runtime.queue;

import java.util.List;

/// Answer to leases that ended and jobs that were claimed in one call.
///
/// @param settled in the order of the settlings
public record Turnover(List<Settled> settled, Claim claim) {
  public Turnover {
    settled = List.copyOf(settled);
  }
}
