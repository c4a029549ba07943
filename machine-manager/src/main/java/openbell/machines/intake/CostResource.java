package openbell.machines.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import openbell.machines.cost.CostLedger;
import openbell.machines.cost.CostQuestion;
import openbell.machines.cost.DayAccount;
import openbell.machines.cost.Price;
import openbell.model.portfolio.Owner;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.OwnedRow;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.OwnedDoor;
import openbell.runtime.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/// What runs cost. Owners see their own; operators may ask for those of all.
@Path("/api/v1/costs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CostResource {
  private final Caller caller;
  private final CostLedger ledger;
  private final Price price;
  private final Clock clock;
  private final Instance<OwnedPart> parts;

  CostResource(
      Caller caller, CostLedger ledger, Price price, Clock clock, Instance<OwnedPart> parts) {
    this.caller = caller;
    this.ledger = ledger;
    this.price = price;
    this.clock = clock;
    this.parts = parts;
  }

  /// @param by `run`, `portfolio`, `owner` or `day`, which is the default
  /// @param from first day (UTC); by default 30 days up to `to`, with a `key` a year
  /// @param to last day; by default today
  /// @param key of the only line to answer: id of a run or portfolio, name of an owner, or day
  /// @param all `true`: of all owners, with the time of machines that no run explains
  @GET
  public CostViews.Costs read(
      @QueryParam("by") @Nullable String by,
      @QueryParam("key") @Nullable String key,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("all") @Nullable String all,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("skip") @Nullable String skip) {
    Owner owner = caller.owner();
    boolean everybody = CostQuestions.all(all);
    if (everybody && !caller.isOperator()) {
      throw new ProblemException(
          403, "not-an-operator", "The costs of all owners are for operators; leave out all.");
    }
    // Who names a line wants it, however long ago it was.
    int usual = key == null ? CostQuestions.USUAL_DAYS : CostQuestion.MOST_DAYS;
    CostQuestions.Days days = CostQuestions.Days.of(from, to, today(), usual);
    CostQuestion question =
        new CostQuestion(
            CostQuestions.by(by),
            everybody ? null : owner,
            CostQuestions.key(key),
            days.from(),
            days.to(),
            CostQuestions.limit(limit),
            CostQuestions.skip(skip));
    return answer(question);
  }

  /// One line more than is shown tells whether there are more.
  CostViews.Costs answer(CostQuestion question) {
    return CostViews.Costs.of(
        question,
        price,
        ledger.lines(question.atMost(question.limit() + 1)),
        question.owner() == null ? machines(question.from(), question.to()) : List.of());
  }

  private List<DayAccount> machines(LocalDate from, LocalDate to) {
    return DayAccount.of(from, to, ledger.spans(from, to), ledger.explained(from, to));
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /// This service's part of an owner's data, for a scheduler in another process.
  ///
  /// @param file absent for the names of the files
  /// @param after key of the last row of the page before
  @GET
  @Path("data")
  public List<OwnedRow> data(
      @QueryParam("file") @Nullable String file, @QueryParam("after") @Nullable String after) {
    return OwnedDoor.rows(parts.stream(), "machine-manager", caller.owner(), file, after);
  }
}
