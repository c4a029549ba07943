package openbell.runtime.rest;

import java.util.Optional;
import java.util.function.Supplier;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.Grant;
import openbell.runtime.access.KeyCheck;
import openbell.runtime.access.RequestBudget;
import openbell.runtime.access.Scope;
import openbell.runtime.access.TokenCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides who a visitor is, and whether there is a request left for them.
public final class Doorman {
  /// What speaks for the local owner, in place of a key's id.
  static final String LOCAL = "local";

  private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
  private static final String BEARER = "Bearer ";
  private static final String OURS = "ob_";

  private final Supplier<KeyCheck> keys;
  private final TokenCheck tokens;
  private final @Nullable Grant local;
  private final RequestBudget budget;

  /// @param keys asked for only when a key or a session is presented
  /// @param tokens asked about every other bearer token
  /// @param localOwner who a visitor from this machine is without a key; null for nobody
  public Doorman(
      Supplier<KeyCheck> keys,
      TokenCheck tokens,
      @Nullable Owner localOwner,
      RequestBudget budget) {
    this.keys = keys;
    this.tokens = tokens;
    this.local = localOwner == null ? null : new Grant(localOwner, LOCAL, Scope.all());
    this.budget = budget;
  }

  /// What is said to a visitor.
  sealed interface Answer {
    record Welcome(Grant grant, RequestBudget.Taken taken) implements Answer {}

    record Stranger() implements Answer {}

    record Later(Grant grant, RequestBudget.Taken taken) implements Answer {}
  }

  /// May ask the database: not for an event loop.
  Answer admit(Visit visit) {
    Optional<Grant> grant = recognise(visit);
    if (grant.isPresent()) {
      return withinBudget(grant.get());
    }
    // A browser on this machine may still have the cookie of a session that ended.
    return local != null && visit.authorization() == null && visit.isLocal()
        ? new Answer.Welcome(local, budget.uncounted())
        : new Answer.Stranger();
  }

  private Optional<Grant> recognise(Visit visit) {
    String presented = visit.credential();
    if (!presented.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    String token = presented.substring(BEARER.length()).strip();
    if (!token.startsWith(OURS)) {
      return tokens.check(token);
    }
    return switch (keys.get().check(token)) {
      case KeyCheck.Verdict.Accepted accepted -> Optional.of(accepted.grant());
      case KeyCheck.Verdict.Refused refused -> {
        LOG.atWarn()
            .addKeyValue("keyId", refused.id())
            .addKeyValue("reason", refused.why())
            .log("a credential was refused");
        yield Optional.empty();
      }
    };
  }

  private Answer withinBudget(Grant grant) {
    RequestBudget.Taken taken = budget.ask(grant.owner());
    return taken.pause().isZero()
        ? new Answer.Welcome(grant, taken)
        : new Answer.Later(grant, taken);
  }
}
