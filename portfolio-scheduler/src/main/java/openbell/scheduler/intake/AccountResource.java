package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.AccountLimits;
import openbell.runtime.access.AccountLimits.Limit;
import openbell.runtime.access.KeyDesk;
import openbell.runtime.access.RequestBudget;
import openbell.runtime.access.Scope;
import openbell.runtime.rest.Caller;

/// Who the caller is, and how much of everything is left.
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AccountResource {
  private final Caller caller;
  private final KeyDesk desk;
  private final RequestBudget budget;
  private final Instance<AccountLimits> limits;

  AccountResource(
      Caller caller, KeyDesk desk, RequestBudget budget, Instance<AccountLimits> limits) {
    this.caller = caller;
    this.desk = desk;
    this.budget = budget;
    this.limits = limits;
  }

  @GET
  public AccountView account() {
    Owner owner = caller.owner();
    List<Limit> all = new ArrayList<>();
    limits.stream().forEach(part -> all.addAll(part.of(owner)));
    all.add(new Limit("keys", desk.inUse(owner), KeyDesk.MOST_KEYS));
    all.add(new Limit("requests-per-minute", budget.used(owner), budget.uncounted().limit()));
    return new AccountView(
        owner,
        caller.grant().by(),
        caller.grant().scopes().stream().sorted().toList(),
        caller.isOperator(),
        all);
  }

  /// @param key id of the key that asks; `local` or `oidc` where it is none
  /// @param operator whether the caller may see and change what belongs to everybody
  public record AccountView(
      Owner owner, String key, List<Scope> scopes, boolean operator, List<Limit> limits) {}
}
