package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioId;
import openbell.model.strategy.Finding;
import openbell.model.wire.Parsed;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.PortfolioBook.Addition;
import openbell.scheduler.dispatch.PortfolioBook.SubmitKey;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.dispatch.VersionBook;
import openbell.scheduler.dispatch.VersionBook.Draft;
import openbell.scheduler.dispatch.VersionBook.Edit;
import openbell.scheduler.limits.Excess;
import openbell.scheduler.limits.OwnerLimits;
import openbell.scheduler.submit.IdSource;
import org.jspecify.annotations.Nullable;

/// From the bytes of a document to a portfolio in the book, to its next version, or to a problem.
@Singleton
final class Submitting {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final Documents documents;
  private final PortfolioBook book;
  private final VersionBook versions;
  private final OwnerLimits limits;
  private final IdSource ids;
  private final NextRuns nextRuns;
  private final Clock clock;

  Submitting(
      Documents documents,
      PortfolioBook book,
      VersionBook versions,
      OwnerLimits limits,
      IdSource ids,
      NextRuns nextRuns,
      Clock clock) {
    this.documents = documents;
    this.book = book;
    this.versions = versions;
    this.limits = limits;
    this.ids = ids;
    this.nextRuns = nextRuns;
    this.clock = clock;
  }

  Taken submit(Owner owner, byte[] body, @Nullable String key) {
    SubmitKey submitKey = key == null ? null : new SubmitKey(checked(key), Sha256.hex(body));
    Parsed.Ok parsed = documents.accepted(owner, body);
    Portfolio portfolio =
        new Portfolio(
            ids.next(),
            owner,
            parsed.definition(),
            documents.configHash(parsed.definition()),
            now());
    return switch (add(portfolio, submitKey)) {
      case Addition.Added _ -> taken(PortfolioLine.first(portfolio), parsed, true);
      case Addition.Repeated repeated ->
          book.line(owner, repeated.first())
              .map(first -> taken(first, parsed, false))
              .orElseThrow(Problems::noPortfolio);
      case Addition.KeyReused _ ->
          throw new ProblemException(
              422,
              "idempotency-key-reused",
              "This Idempotency-Key was used with another document.");
    };
  }

  /// At the limit, a request that comes again still gets its first answer.
  private Addition add(Portfolio portfolio, @Nullable SubmitKey key) {
    Optional<Excess> excess = limits.onePortfolio(portfolio.owner(), portfolio.createdAt());
    Optional<Addition> earlier =
        excess.isPresent() && key != null ? book.earlier(portfolio.owner(), key) : Optional.empty();
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Problems.within(excess);
    return book.add(portfolio, key);
  }

  /// Whoever asks about a portfolio that is not theirs learns nothing else first.
  PortfolioView edit(Owner owner, PortfolioId id, byte[] body, @Nullable String ifMatch) {
    PortfolioLine before = book.line(owner, id).orElseThrow(Problems::noPortfolio);
    IfMatch expected = IfMatch.required(ifMatch);
    if (!expected.test(before.version())) {
      throw Problems.stale(before.version());
    }
    Parsed.Ok parsed = documents.accepted(owner, body);
    Draft draft = new Draft(parsed.definition(), documents.configHash(parsed.definition()));
    changed(versions.edit(owner, id, expected, draft, now()));
    return view(owner, id, parsed.warnings());
  }

  void end(Owner owner, PortfolioId id, @Nullable String ifMatch) {
    changed(versions.end(owner, id, IfMatch.optional(ifMatch), now()));
  }

  PortfolioView pause(Owner owner, PortfolioId id, boolean paused) {
    if (!versions.pause(owner, id, paused, now())) {
      throw Problems.noPortfolio();
    }
    return view(owner, id, List.of());
  }

  PortfolioView view(Owner owner, PortfolioId id, List<Finding> warnings) {
    return book.line(owner, id)
        .map(line -> PortfolioView.of(line, warnings, nextRuns.of(line.schedule())))
        .orElseThrow(Problems::noPortfolio);
  }

  private static void changed(Edit edit) {
    switch (edit) {
      case Edit.Done _, Edit.Same _ -> {}
      case Edit.Stale stale -> throw Problems.stale(stale.version());
      case Edit.Unknown _ -> throw Problems.noPortfolio();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private Taken taken(PortfolioLine line, Parsed.Ok parsed, boolean fresh) {
    return new Taken(
        PortfolioView.of(line, parsed.warnings(), nextRuns.of(line.schedule())), fresh);
  }

  private static String checked(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new ProblemException(
          400, "bad-idempotency-key", "Idempotency-Key must be 1 to 128 printable characters.");
    }
    return key;
  }

  /// @param fresh false when it had been taken before
  record Taken(PortfolioView view, boolean fresh) {}
}
