package openbell.machines.adapter;

import java.time.Duration;

/// Waits. Handed in, so that tests do not.
@FunctionalInterface
public interface Pause {
  void of(Duration time) throws InterruptedException;
}
