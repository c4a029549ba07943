package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.access.AccountLimits;
import openbell.scheduler.adapter.JacksonComparison;
import openbell.scheduler.adapter.JdbiUseLedger;
import openbell.scheduler.adapter.JdbiVersionBook;
import openbell.scheduler.adapter.ParsedDocuments;
import openbell.scheduler.dispatch.DocumentComparison;
import openbell.scheduler.dispatch.VersionBook;
import openbell.scheduler.limits.Limits;
import openbell.scheduler.limits.OwnerLimits;
import org.jdbi.v3.core.Jdbi;

/// Builds what keeps versions of portfolios and limits their number.
@Dependent
public final class BookWiring {

  @Produces
  @Singleton
  ParsedDocuments parsedDocuments() {
    return new ParsedDocuments(new PortfolioCodec());
  }

  @Produces
  @Singleton
  VersionBook versionBook(Jdbi jdbi, ParsedDocuments documents) {
    return new JdbiVersionBook(jdbi, documents);
  }

  @Produces
  @Singleton
  DocumentComparison documentComparison() {
    return new JacksonComparison();
  }

  @Produces
  @Singleton
  OwnerLimits ownerLimits(Jdbi jdbi, LimitsConfig config) {
    return new OwnerLimits(
        new Limits(config.portfolios(), config.runsADay(), config.recipients()),
        new JdbiUseLedger(jdbi));
  }

  /// For `GET /api/v1/account`.
  @Produces
  @Singleton
  AccountLimits accountLimits(OwnerLimits limits, Clock clock) {
    return owner ->
        limits.of(owner, clock.instant()).stream()
            .map(use -> new AccountLimits.Limit(use.name(), use.used(), use.most()))
            .toList();
  }
}
