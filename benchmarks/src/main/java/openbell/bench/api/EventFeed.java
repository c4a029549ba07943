package openbell.bench.api;

import java.util.List;
import openbell.runtime.live.Progress;

/// The way by which workers tell what happens to runs, straight to the scheduler's carrier.
interface EventFeed extends AutoCloseable {
  void send(List<Progress> batch);

  @Override
  void close();
}
