package openbell.scheduler.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;

/// Whether an owner may have one more.
///
/// Portfolios are counted in the database rarely while an owner is far from the limit, and every
/// time near it. Requests of the same moment may pass it together: a limit keeps an owner from
/// harming others, and one too many harms nobody.
public final class OwnerLimits {
  /// How long a count is good while the owner is far from the limit.
  private static final Duration TRUST = Duration.ofSeconds(10);

  /// Share of the limit up to which an owner is far from it.
  private static final double FAR = 0.8;

  private static final Duration DAY = Duration.ofDays(1);

  private static final int MOST_OWNERS = 10_000;

  private final Limits limits;
  private final UseLedger ledger;
  private final Map<Owner, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Owner, Count> eldest) {
          return size() > MOST_OWNERS;
        }
      };

  private record Count(int known, Instant until) {}

  public OwnerLimits(Limits limits, UseLedger ledger) {
    this.limits = limits;
    this.ledger = ledger;
  }

  /// One more portfolio: empty when it may be.
  public Optional<Excess> onePortfolio(Owner owner, Instant now) {
    if (countedFar(owner, now)) {
      return Optional.empty();
    }
    int used = ledger.portfolios(owner, limits.portfolios());
    synchronized (counts) {
      counts.put(owner, new Count(used + 1, now.plus(TRUST)));
    }
    return used < limits.portfolios()
        ? Optional.empty()
        : Optional.of(
            new Excess(
                "You have %d of %d portfolios. Delete one that you do not need any more."
                    .formatted(used, limits.portfolios()),
                null));
  }

  /// Counts on from what is known; false when that is too old, or too near the limit.
  private boolean countedFar(Owner owner, Instant now) {
    synchronized (counts) {
      Count count = counts.get(owner);
      if (count == null
          || now.isAfter(count.until())
          || count.known() >= FAR * limits.portfolios()) {
        return false;
      }
      counts.put(owner, new Count(count.known() + 1, count.until()));
      return true;
    }
  }

  /// Runs more, today: empty when they may be.
  public Optional<Excess> runs(Owner owner, int more, Instant now) {
    int used = ledger.runsAsked(owner, today(now), limits.runsADay());
    return used + more <= limits.runsADay()
        ? Optional.empty()
        : Optional.of(
            new Excess(
                "You have asked for %d of %d runs today. The count begins again at midnight UTC."
                    .formatted(used, limits.runsADay()),
                Duration.between(now, today(now).plus(DAY))));
  }

  /// What a document may not do, whoever's it is.
  public List<Finding> check(PortfolioDefinition definition) {
    int named = definition.recipients().size();
    return named <= limits.recipients()
        ? List.of()
        : List.of(
            new Finding(
                "LIMIT_RECIPIENTS",
                Finding.Severity.ERROR,
                "/recipients",
                "The document names %d recipients, of %d that it may name."
                    .formatted(named, limits.recipients()),
                "Take some out, or let them subscribe themselves."));
  }

  /// Everything that is limited, for the owner to see.
  public List<LimitUse> of(Owner owner, Instant now) {
    return List.of(
        new LimitUse(
            "portfolios", ledger.portfolios(owner, Integer.MAX_VALUE), limits.portfolios()),
        new LimitUse(
            "runs-a-day",
            ledger.runsAsked(owner, today(now), Integer.MAX_VALUE),
            limits.runsADay()));
  }

  private static Instant today(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
