package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Schedule;
import openbell.model.wire.Parsed;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.dispatch.RunMoments;
import openbell.scheduler.dispatch.VersionBook;
import openbell.scheduler.dispatch.VersionBook.Draft;
import openbell.scheduler.limits.OwnerLimits;
import openbell.scheduler.preview.Impact;
import openbell.scheduler.preview.Impacts;
import openbell.scheduler.preview.Previews;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// From the bytes of a document that is not saved to the runs that show what it would do.
@Singleton
final class Previewing {
  private final Documents documents;
  private final PortfolioBook book;
  private final VersionBook versions;
  private final Previews previews;
  private final Impacts impacts;
  private final RunMoments moments;
  private final OwnerLimits limits;
  private final OutboxTimer outbox;
  private final Clock clock;

  Previewing(
      Documents documents,
      PortfolioBook book,
      VersionBook versions,
      Previews previews,
      Impacts impacts,
      RunMoments moments,
      OwnerLimits limits,
      OutboxTimer outbox,
      Clock clock) {
    this.documents = documents;
    this.book = book;
    this.versions = versions;
    this.previews = previews;
    this.impacts = impacts;
    this.moments = moments;
    this.limits = limits;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @param date of the session to run for; null for the one that is open or opens next
  RunView dryRun(Owner owner, byte[] body, @Nullable LocalDate date) {
    Draft draft = draft(owner, body);
    Instant now = now();
    RunMoments.At at = at(draft.definition().schedule(), date, now);
    PortfolioId id = Previews.nameless(owner, draft.configHash());
    RunRecord run = previews.ask(new Previews.Wish(owner, id, at, now), draft, oneMore(owner, now));
    outbox.soon();
    return RunView.of(run);
  }

  /// @param date of the session to compare at; null for that of the newest result, or the one that
  /// opens next when there is none
  Impact impact(Owner owner, PortfolioId id, byte[] body, @Nullable LocalDate date) {
    PortfolioLine line = book.line(owner, id).orElseThrow(Problems::noPortfolio);
    Draft candidate = draft(owner, body);
    Draft current =
        versions
            .definition(owner, id, line.configHash())
            .map(definition -> new Draft(definition, line.configHash()))
            .orElseThrow(Problems::noPortfolio);
    Instant now = now();
    RunMoments.At at =
        date == null
            ? impacts.newestDay(line).orElseGet(() -> at(line.schedule(), null, now))
            : at(line.schedule(), date, now);
    Impact impact = impacts.ask(line, current, candidate, at, now, oneMore(owner, now));
    outbox.soon();
    return impact;
  }

  private Runnable oneMore(Owner owner, Instant now) {
    return () -> Problems.within(limits.runs(owner, 1, now));
  }

  private Draft draft(Owner owner, byte[] body) {
    Parsed.Ok parsed = documents.accepted(owner, body);
    return new Draft(parsed.definition(), documents.configHash(parsed.definition()));
  }

  private RunMoments.At at(Schedule schedule, @Nullable LocalDate date, Instant now) {
    return switch (moments.at(schedule, date, now)) {
      case RunMoments.At at -> at;
      case RunMoments.Never never ->
          throw Problems.invalid(never.code(), "/session", never.detail(), "");
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
