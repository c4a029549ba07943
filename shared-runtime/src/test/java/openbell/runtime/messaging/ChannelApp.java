package openbell.runtime.messaging;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import openbell.model.message.Message;
import openbell.model.message.RunRequested;
import openbell.model.run.Failure;
import openbell.runtime.channel.Outlet;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// A small service around one channel, present only in the profile `channel-test`.
final class ChannelApp {
  static final String PROFILE = "channel-test";

  private ChannelApp() {}

  /// What the handler does with a message.
  interface Behaviour {
    void handle(RunRequested message, LeaseMetadata lease);
  }

  /// What a test wants to happen, and what happened.
  @IfBuildProfile(PROFILE)
  @Singleton
  static class Script {
    final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final List<Died> died = new CopyOnWriteArrayList<>();

    List<Seen> seen(RunRequested message) {
      return seen.stream().filter(one -> one.message.equals(message)).toList();
    }
  }

  record Seen(RunRequested message, String jobId, int attempt, boolean virtual) {}

  record Died(Message message, Failure failure, int attempts) {}

  @IfBuildProfile(PROFILE)
  @ApplicationScoped
  static class Consumer {
    private final Script script;

    Consumer(Script script) {
      this.script = script;
    }

    @Incoming("run-requests")
    @RunOnVirtualThread
    void consume(RunRequested message, LeaseMetadata lease) {
      boolean virtual = Thread.currentThread().isVirtual();
      script.seen.add(new Seen(message, lease.jobId(), lease.attempt(), virtual));
      script.behaviours.getOrDefault(message.key(), (_, _) -> {}).handle(message, lease);
    }
  }

  @IfBuildProfile(PROFILE)
  @ApplicationScoped
  static class Listener implements DeadLetterListener {
    private final Script script;

    Listener(Script script) {
      this.script = script;
    }

    @Override
    public String channel() {
      return "run-requests";
    }

    @Override
    public void dead(Message message, Failure failure, int attempts) {
      script.died.add(new Died(message, failure, attempts));
    }
  }

  @IfBuildProfile(PROFILE)
  @Singleton
  static class Outlets {
    @Produces
    @Singleton
    Outlet<RunRequested> requests(@Channel("run-requests-out") Emitter<RunRequested> emitter) {
      return new EmitterOutlet<>(emitter);
    }
  }
}
