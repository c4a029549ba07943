package openbell.runtime.live;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Takes what services told to one scheduler, and the news that it is written down to all of them.
///
/// Both are bounded: what nobody fetches is dropped, the oldest first.
public interface ProgressCarrier extends AutoCloseable {

  /// Takes one batch.
  ///
  /// @throws openbell.model.run.FailureException when the carrier does not answer
  void send(List<Progress> batch);

  /// Hands over what was sent, oldest first, to one of those who ask. What was handed over is gone,
  /// also when its reader then fails.
  ///
  /// @param longest how long it waits for something
  /// @param most batches at once
  /// @return how many events were handed over
  /// @throws openbell.model.run.FailureException when the carrier does not answer
  int receive(Duration longest, int most, Consumer<List<Progress>> reader)
      throws InterruptedException;

  /// Tells all schedulers that there is more in the log. A hint: it may get lost.
  void announce();

  /// Calls `heard` after each announcement, and whenever some may have been missed.
  ///
  /// @param heard returns at once and never fails
  void listen(Runnable heard);

  @Override
  void close();
}
