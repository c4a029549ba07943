package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/// Follows something until it has ended: by its events, and where there are none by asking.
final class Watching {
  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  /// Without an event for so long, the state is asked: an event that got lost must not hold us up.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /// Connections that may break one after the other before asking takes over.
  private static final int MOST_BREAKS = 5;

  private final ServiceOptions options;
  private final OpenbellService service;
  private final Watched watched;
  private final long until;
  private String last = "";
  private int breaks;

  /// @param seconds the longest wait
  Watching(ServiceOptions options, OpenbellService service, Watched watched, int seconds) {
    if (seconds < 1) {
      throw options.wrong("--wait is a number of seconds, 1 or more");
    }
    this.options = options;
    this.service = service;
    this.watched = watched;
    this.until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
  }

  /// @return the last state; whether it has ended, the caller asks it
  JsonNode follow() {
    // First, so that what does not exist is refused with the reason.
    JsonNode state = state();
    if (watched.isSettled(state)) {
      return state;
    }
    try (Bar bar = options.bar(watched.title())) {
      watched.show(state, bar);
      while (breaks < MOST_BREAKS && left().isPositive()) {
        Optional<InputStream> stream =
            service.events(watched.path() + "/events", last.isEmpty() ? null : last);
        if (stream.isEmpty()) {
          break;
        }
        try (EventStream events = EventStream.of(stream.get())) {
          if (hear(events, bar)) {
            break;
          }
        }
      }
      return ask(bar);
    }
  }

  /// @return false when the connection broke
  private boolean hear(EventStream events, Bar bar) {
    while (left().isPositive()) {
      switch (events.next(shorter(SILENCE, left())).orElse(null)) {
        case EventStream.Taken.Event event -> {
          breaks = 0;
          last = event.id().isEmpty() ? last : event.id();
          if (event.name().equals("end")) {
            return true;
          }
          watched.show(event.data(), bar);
          if (watched.isLast(event.data())) {
            return true;
          }
        }
        case EventStream.Taken.Broken _ -> {
          if (breaks++ > 0) {
            pause();
          }
          return watched.isSettled(state());
        }
        case null -> {
          if (watched.isSettled(state())) {
            return true;
          }
        }
      }
    }
    return true;
  }

  /// Also after the last event: the state is written by another hand, a moment later.
  private JsonNode ask(Bar bar) {
    JsonNode state = state();
    while (!watched.isSettled(state) && left().isPositive()) {
      watched.show(state, bar);
      pause();
      state = state();
    }
    return state;
  }

  private void pause() {
    try {
      Thread.sleep(shorter(ASK_EVERY, left()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw VerbFailure.stopped();
    }
  }

  private JsonNode state() {
    return service.get(watched.path());
  }

  private Duration left() {
    return Duration.ofNanos(until - System.nanoTime());
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
