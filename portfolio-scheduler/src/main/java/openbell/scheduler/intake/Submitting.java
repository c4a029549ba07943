package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.PortfolioBook.Addition;
import openbell.scheduler.dispatch.PortfolioBook.SubmitKey;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.ownbars.UploadedBars;
import openbell.scheduler.submit.IdSource;
import openbell.scheduler.submit.Submission;
import org.jspecify.annotations.Nullable;

/// From the bytes of a document to a portfolio in the book, or to a problem.
@Singleton
final class Submitting {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final PortfolioCodec codec = new PortfolioCodec();
  private final Submission submission;
  private final PortfolioBook book;
  private final UploadLedger uploads;
  private final IdSource ids;
  private final NextRuns nextRuns;
  private final Clock clock;

  Submitting(
      Submission submission,
      PortfolioBook book,
      UploadLedger uploads,
      IdSource ids,
      NextRuns nextRuns,
      Clock clock) {
    this.submission = submission;
    this.book = book;
    this.uploads = uploads;
    this.ids = ids;
    this.nextRuns = nextRuns;
    this.clock = clock;
  }

  Taken submit(Owner owner, byte[] body, @Nullable String key) {
    SubmitKey submitKey = key == null ? null : new SubmitKey(checked(key), Sha256.hex(body));
    return switch (codec.parse(body)) {
      case Parsed.Refused refused -> throw Problems.document(refused.findings());
      case Parsed.Ok ok -> take(owner, ok, submitKey);
    };
  }

  private Taken take(Owner owner, Parsed.Ok parsed, @Nullable SubmitKey key) {
    PortfolioDefinition definition = parsed.definition();
    List<Finding> errors =
        submission.check(
            definition, () -> uploads.list(owner).stream().map(UploadedBars::symbol).toList());
    if (!errors.isEmpty()) {
      throw Problems.document(errors);
    }
    Portfolio portfolio =
        new Portfolio(
            ids.next(),
            owner,
            definition,
            codec.configHash(definition),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    return switch (book.add(portfolio, key)) {
      case Addition.Added _ -> taken(portfolio, parsed, true);
      case Addition.Repeated repeated ->
          book.find(owner, repeated.first())
              .map(first -> taken(first, parsed, false))
              .orElseThrow(Problems::noPortfolio);
      case Addition.KeyReused _ ->
          throw new ProblemException(
              422,
              "idempotency-key-reused",
              "This Idempotency-Key was used with another document.");
    };
  }

  private Taken taken(Portfolio portfolio, Parsed.Ok parsed, boolean fresh) {
    return new Taken(PortfolioView.of(portfolio, parsed.warnings(), nextRuns.of(portfolio)), fresh);
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
