package openbell.runtime.messaging.rabbitmq;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import openbell.model.message.Message;
import openbell.model.message.RunRequested;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.channel.Outlet;
import openbell.runtime.messaging.EmitterOutlet;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// A small service around one light channel: the same code as on our own queue.
final class BrokerApp {
  private BrokerApp() {}

  /// What came, and what is refused.
  @Singleton
  static class Script {
    final List<Message> seen = new CopyOnWriteArrayList<>();
    final Set<String> refused = ConcurrentHashMap.newKeySet();

    long seen(Message message) {
      return seen.stream().filter(message::equals).count();
    }
  }

  @ApplicationScoped
  static class Consumer {
    private final Script script;

    Consumer(Script script) {
      this.script = script;
    }

    @Incoming("run-results")
    @RunOnVirtualThread
    void consume(Message message) {
      script.seen.add(message);
      if (script.refused.contains(message.key())) {
        throw FailureException.of(FailureReason.PORTFOLIO_GONE, "as the test wants it");
      }
    }
  }

  @Singleton
  static class Outlets {
    @Produces
    @Singleton
    Outlet<RunRequested> requests(@Channel("run-results-out") Emitter<RunRequested> emitter) {
      return new EmitterOutlet<>(emitter);
    }
  }
}
