package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioId;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.RunNow;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.submit.FieldReader;
import org.jspecify.annotations.Nullable;

/// From a wish to a run that is on its way, or to a problem.
@Singleton
final class Running {
  private final PortfolioBook book;
  private final RunLedger ledger;
  private final RunNow runNow;
  private final FieldReader fields;
  private final OutboxTimer outbox;
  private final Clock clock;

  Running(
      PortfolioBook book,
      RunLedger ledger,
      RunNow runNow,
      FieldReader fields,
      OutboxTimer outbox,
      Clock clock) {
    this.book = book;
    this.ledger = ledger;
    this.runNow = runNow;
    this.fields = fields;
    this.outbox = outbox;
    this.clock = clock;
  }

  RunView now(Owner owner, PortfolioId id, byte[] body) {
    Map<String, String> wish =
        body.length == 0
            ? Map.of()
            : Problems.fields(fields.read(body, Set.of("session"))).values();
    String session = wish.get("session");
    return now(owner, id, session == null ? null : Problems.date(session, "/session"));
  }

  RunView now(Owner owner, PortfolioId id, @Nullable LocalDate session) {
    Portfolio portfolio = book.find(owner, id).orElseThrow(Problems::noPortfolio);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return switch (runNow.request(portfolio, session, now)) {
      case RunNow.Refused refused ->
          throw Problems.invalid(refused.code(), "/session", refused.detail(), "");
      case RunNow.Requested requested -> {
        outbox.soon();
        yield ledger
            .find(owner, requested.run().runId())
            .map(RunView::of)
            .orElseThrow(Problems::noRun);
      }
    };
  }
}
