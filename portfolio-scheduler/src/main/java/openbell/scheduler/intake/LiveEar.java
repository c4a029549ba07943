package openbell.scheduler.intake;

import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.atomic.AtomicReference;
import openbell.scheduler.live.Ear;
import openbell.scheduler.live.Frame;
import org.jspecify.annotations.Nullable;

/// A client's end of a stream of Server-Sent Events. What it does not take is kept up to the
/// stream's bound; beyond that the stream breaks, and the client comes back with the last id.
final class LiveEar implements Ear {
  /// After which a browser that lost its stream asks again, in milliseconds.
  private static final long RECONNECT_MS = 2_000;

  private final Sse sse;
  private final AtomicReference<@Nullable MultiEmitter<? super OutboundSseEvent>> emitter =
      new AtomicReference<>();

  LiveEar(Sse sse) {
    this.sse = sse;
  }

  void open(MultiEmitter<? super OutboundSseEvent> stream) {
    emitter.set(stream);
  }

  @Override
  public void hear(Frame frame) {
    var stream = emitter.get();
    if (stream != null) {
      var _ = stream.emit(event(frame));
    }
  }

  private OutboundSseEvent event(Frame frame) {
    OutboundSseEvent.Builder builder = sse.newEventBuilder();
    if (frame.event().isEmpty()) {
      return builder.comment("alive").build();
    }
    if (frame.seq() > 0) {
      builder.id(Long.toString(frame.seq()));
    }
    if (frame.event().equals("snapshot")) {
      builder.reconnectDelay(RECONNECT_MS);
    }
    return builder.name(frame.event()).data(String.class, frame.data()).build();
  }

  @Override
  public void end() {
    var stream = emitter.get();
    if (stream != null) {
      stream.complete();
    }
  }
}
