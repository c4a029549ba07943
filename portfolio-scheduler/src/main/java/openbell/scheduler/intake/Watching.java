package openbell.scheduler.intake;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.runtime.live.Stage;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.live.CountsView;
import openbell.scheduler.live.Hub;
import openbell.scheduler.live.Hub.Resume;
import openbell.scheduler.live.LiveSources;
import openbell.scheduler.live.LogLine;
import openbell.scheduler.live.ProgressView;
import openbell.scheduler.live.ProgressView.Outlook;
import openbell.scheduler.live.Stages;
import openbell.scheduler.live.Subject;
import openbell.scheduler.live.Waiting;
import openbell.scheduler.live.Watcher;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.jspecify.annotations.Nullable;

/// Opens streams and reads the stored log. A stream costs no thread, and reads on the connections
/// of the log alone.
@Singleton
final class Watching {
  /// Events that a slow client may be behind before its stream breaks.
  private static final int BEHIND_RUN = 256;

  private static final int BEHIND_BATCH = 4_096;

  private static final Duration COME_BACK = Duration.ofSeconds(30);

  /// A finished run of which nothing was heard for that long: no mail will follow.
  private static final Duration LONG_OVER = Duration.ofMinutes(10);

  private final Hub hub;
  private final LiveSources sources;
  private final Results results;
  private final Clock clock;

  Watching(Hub hub, LiveSources sources, Results results, Clock clock) {
    this.hub = hub;
    this.sources = sources;
    this.results = results;
    this.clock = clock;
  }

  /// @param after the id that a client has heard last; null for none
  Multi<OutboundSseEvent> run(RunRecord found, Sse sse, @Nullable String after) {
    RunRecord run = results.live(found);
    Subject subject = new Subject.OfRun(run.run().owner(), run.run().runId());
    Function<List<LogLine>, List<Object>> snapshot =
        lines -> List.of(RunView.of(run), Progressing.of(run, lines, sources.waiting(now())));
    return open(
        new Opening(subject, BEHIND_RUN, snapshot, resume(after)),
        sse,
        watcher -> settle(watcher, run));
  }

  private void settle(Watcher watcher, RunRecord run) {
    Instant finished = run.finishedAt();
    if (run.state() == RunState.DONE || run.state() == RunState.FAILED) {
      boolean longOver = finished != null && finished.plus(LONG_OVER).isBefore(now());
      watcher.settle(run.state() == RunState.FAILED || longOver);
    }
  }

  Multi<OutboundSseEvent> batch(Owner owner, Session session, Sse sse, @Nullable String after) {
    Subject subject = new Subject.OfBatch(owner, session);
    Function<List<LogLine>, List<Object>> snapshot =
        _ ->
            List.of(
                new BatchNamed(session.market(), session.date().toString()),
                CountsView.of(
                    sources.ledger().counts(session, owner),
                    sources.log().running(owner, session).size()));
    return open(new Opening(subject, BEHIND_BATCH, snapshot, resume(after)), sse, _ -> {});
  }

  private record Opening(
      Subject subject, int behind, Function<List<LogLine>, List<Object>> snapshot, Resume resume) {}

  private Multi<OutboundSseEvent> open(Opening opening, Sse sse, Consumer<Watcher> before) {
    LiveEar ear = new LiveEar(sse);
    Watcher watcher = new Watcher(opening.subject, ear, now());
    before.accept(watcher);
    if (!hub.add(watcher)) {
      throw ProblemException.passing(
          "too-many-streams",
          "Too many live streams are open: close some, or ask for the log instead.",
          COME_BACK);
    }
    return Multi.createFrom()
        .emitter(
            emitter -> {
              ear.open(emitter);
              emitter.onTermination(() -> hub.remove(watcher));
              hub.begin(watcher, opening.snapshot, opening.resume, now());
            },
            opening.behind);
  }

  /// One page of the stored log, oldest first.
  Page<ProgressView> log(Subject subject, @Nullable String after, @Nullable String limit) {
    int most = Problems.limit(limit);
    Resume resume = resume(after);
    return Page.of(
        sources.log().about(subject, resume.seq(), most + 1),
        most,
        line -> ProgressView.of(line, Outlook.NONE),
        line -> Long.toString(line.seq()));
  }

  /// A browser cannot be asked to send anything better, so an unknown id is as good as none there.
  private static Resume resume(@Nullable String after) {
    if (after == null || after.isBlank()) {
      return Resume.NOTHING;
    }
    try {
      long seq = Long.parseLong(after.strip());
      if (seq >= 0) {
        return new Resume(true, seq);
      }
    } catch (NumberFormatException _) {
      // Answered below, like a number out of range.
    }
    throw new ProblemException(
        400, "bad-cursor", "after (or Last-Event-ID) must be the id of an event, a whole number.");
  }

  private Instant now() {
    return clock.instant();
  }

  /// @param session the day
  record BatchNamed(String market, String session) {}

  /// How far a run is.
  record Progressing(String stage, int percent, @Nullable Integer position, @Nullable Instant eta) {
    static Progressing of(RunRecord run, List<LogLine> lines, Waiting waiting) {
      Stage stage = Stages.of(run.state(), lines);
      Outlook outlook = Outlook.of(stage, run.run().runId(), waiting);
      return new Progressing(stage.name(), stage.percent(), outlook.position(), outlook.eta());
    }
  }
}
