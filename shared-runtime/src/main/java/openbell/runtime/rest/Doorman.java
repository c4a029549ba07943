package openbell.runtime.rest;

import java.time.Duration;
import java.util.function.Supplier;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.KeyCheck;
import openbell.runtime.access.RequestBudget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides who a visitor is, and whether there is a request left for them.
public final class Doorman {
  private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
  private static final String BEARER = "Bearer ";

  private final Supplier<KeyCheck> keys;
  private final @Nullable Owner localOwner;
  private final RequestBudget budget;

  /// @param keys asked for only when a key is presented
  /// @param localOwner who a visitor from this machine is without a key; null for nobody
  public Doorman(Supplier<KeyCheck> keys, @Nullable Owner localOwner, RequestBudget budget) {
    this.keys = keys;
    this.localOwner = localOwner;
    this.budget = budget;
  }

  /// What is said to a visitor.
  sealed interface Answer {
    record Welcome(Owner owner) implements Answer {}

    record Stranger() implements Answer {}

    record Later(Duration pause) implements Answer {}
  }

  /// May ask the database: not for an event loop.
  Answer admit(Visit visit) {
    if (visit.authorization() == null) {
      return localOwner != null && visit.isLocal()
          ? new Answer.Welcome(localOwner)
          : new Answer.Stranger();
    }
    String presented = visit.authorization();
    if (!presented.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return new Answer.Stranger();
    }
    return switch (keys.get().check(presented.substring(BEARER.length()).strip())) {
      case KeyCheck.Verdict.Accepted accepted -> withinBudget(accepted.owner());
      case KeyCheck.Verdict.Refused refused -> {
        LOG.atWarn()
            .addKeyValue("keyId", refused.keyId())
            .addKeyValue("reason", refused.why())
            .log("an API key was refused");
        yield new Answer.Stranger();
      }
    };
  }

  private Answer withinBudget(Owner owner) {
    Duration wait = budget.take(owner);
    return wait.isZero() ? new Answer.Welcome(owner) : new Answer.Later(wait);
  }
}
