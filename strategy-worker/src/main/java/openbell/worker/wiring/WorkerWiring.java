package openbell.worker.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import openbell.model.message.Message;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.cache.ValueCache;
import openbell.runtime.messaging.EmitterOutlet;
import openbell.runtime.messaging.QueueSettings;
import openbell.worker.engine.Engine;
import openbell.worker.engine.plan.NodeGraph;
import openbell.worker.market.BarSource;
import openbell.worker.measure.WorkMeter;
import openbell.worker.run.ArtifactFiles;
import openbell.worker.run.RunAnnouncements;
import openbell.worker.run.RunExecutor;
import openbell.worker.run.RunInputs;
import openbell.worker.run.Workbench;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/// Builds the worker from its configuration.
@Dependent
public final class WorkerWiring {
  /// Written columns that are remembered; more are hardly ever asked for again.
  private static final long MOST_TEXT = 64L << 20;

  /// Of the bars in memory, recorded ones may be this part again: repeating a run is rare.
  private static final int RECORDED_SHARE = 2;

  @Produces
  @Singleton
  BarSource bars(WorkerConfig config, ValueCache cache, Clock clock) {
    WorkerConfig.Bars bars = config.bars();
    return switch (bars.kind()) {
      case CSV -> Offline.bars(bars.directory(), bars.factors().orElse(null), bars.mostCached());
      case HTTP -> HttpBars.source(bars, cache, clock);
    };
  }

  @Produces
  @Singleton
  RunAnnouncements announcements(
      @Channel("run-results-out") Emitter<Message> results,
      @Channel("run-outcomes-out") Emitter<Message> outcomes) {
    return new RunAnnouncements(new EmitterOutlet<>(results), new EmitterOutlet<>(outcomes));
  }

  @Produces
  @Singleton
  Workbench workbench(WorkerConfig config) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            config.engineThreads(), Thread.ofPlatform().name("engine-", 1).daemon().factory());
    long nodeBytes = (long) (config.sharedNodes() * Runtime.getRuntime().maxMemory());
    return new Workbench(
        new Engine(new NodeGraph(nodeBytes)),
        threads,
        config.runDeadline(),
        new ArtifactFiles(Math.min(nodeBytes, MOST_TEXT)));
  }

  void close(@Disposes Workbench workbench) {
    workbench.threads().shutdownNow();
  }

  @Produces
  @Singleton
  WorkMeter workMeter(
      @Channel("workload-out") Emitter<Message> workload,
      WorkerConfig config,
      QueueSettings queue) {
    return new WorkMeter(
        new EmitterOutlet<>(workload),
        new WorkMeter.Source(queue.machine(), queue.worker(), config.engineThreads()),
        config.measuredEvery(),
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("work-meter").daemon().factory()));
  }

  @Produces
  @Singleton
  RunInputs inputs(BarSource bars, ArtifactStore store, WorkerConfig config) {
    return new RunInputs(bars, store, config.bars().mostCached() / RECORDED_SHARE);
  }

  @Produces
  @Singleton
  RunExecutor executor(
      RunInputs inputs,
      ArtifactStore store,
      RunAnnouncements announcements,
      AlertSink alerts,
      Workbench workbench,
      Clock clock) {
    return new RunExecutor(inputs, store, announcements, alerts, workbench, clock, process());
  }

  private static String process() {
    String host = System.getenv("HOSTNAME");
    return (host == null ? "worker" : host) + "-" + ProcessHandle.current().pid();
  }
}
