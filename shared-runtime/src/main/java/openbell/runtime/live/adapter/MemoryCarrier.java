package openbell.runtime.live.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressCarrier;

/// Carries within one process.
public final class MemoryCarrier implements ProgressCarrier {
  private static final int MOST_BATCHES = 10_000;

  private final LinkedBlockingQueue<List<Progress>> batches =
      new LinkedBlockingQueue<>(MOST_BATCHES);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void send(List<Progress> batch) {
    List<Progress> copy = List.copyOf(batch);
    while (!batches.offer(copy)) {
      var _ = batches.poll();
    }
  }

  @Override
  public int receive(Duration longest, int most, Consumer<List<Progress>> reader)
      throws InterruptedException {
    List<Progress> first = batches.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return 0;
    }
    List<List<Progress>> more = new ArrayList<>(List.of(first));
    batches.drainTo(more, most - 1);
    List<Progress> all = more.stream().flatMap(List::stream).toList();
    reader.accept(all);
    return all.size();
  }

  @Override
  public void announce() {
    listeners.forEach(Runnable::run);
  }

  @Override
  public void listen(Runnable heard) {
    listeners.add(heard);
  }

  @Override
  public void close() {}
}
