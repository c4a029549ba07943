package openbell.bench.api;

import java.util.List;
import openbell.runtime.live.Progress;

/// The way by which workers tell what happens to runs, straight to the scheduler's carrier.
@FunctionalInterface
interface EventFeed {
  void send(List<Progress> batch);
}
