package openbell.machines.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import openbell.machines.cost.CostLedger;
import openbell.machines.cost.CostLine;
import openbell.machines.cost.CostQuestion;
import openbell.machines.cost.CostQuestion.By;
import openbell.machines.cost.DayAccount;
import openbell.machines.cost.Price;
import openbell.model.portfolio.Owner;
import openbell.runtime.rest.Caller;
import org.jspecify.annotations.Nullable;

/// What runs cost, as a page: everybody their own, operators also where the machine time went.
@Path("/costs")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class CostPages {
  private static final int ROWS = 50;

  private final Caller caller;
  private final CostLedger ledger;
  private final Price price;
  private final Clock clock;

  CostPages(Caller caller, CostLedger ledger, Price price, Clock clock) {
    this.caller = caller;
    this.ledger = ledger;
    this.price = price;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "machines")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance costs(CostPage page);
  }

  /// @param priced whether a price is set, so that money says something
  /// @param all of everybody, for an operator who asked
  /// @param operator whether the caller may ask for all
  /// @param machines by day; empty unless all are shown
  public record CostPage(
      String from,
      String to,
      boolean priced,
      String priceText,
      boolean all,
      boolean operator,
      List<Row> days,
      List<Row> portfolios,
      List<Row> owners,
      List<MachineDay> machines) {}

  /// A sum of runs.
  ///
  /// @param link where its key leads; empty for nowhere
  public record Row(
      String key, String owner, String link, String attempts, String machine, String cost) {}

  /// A day of all machines.
  public record MachineDay(
      String day, String machine, String runs, String starting, String idle, String cost) {}

  /// @param from first day; 30 days up to `to` when absent
  /// @param all `true`: of all owners, for operators
  @GET
  public TemplateInstance page(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("all") @Nullable String all) {
    boolean operator = caller.isOperator();
    boolean everybody = operator && CostQuestions.all(all);
    Owner owner = everybody ? null : caller.owner();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    CostQuestions.Days days = CostQuestions.Days.of(from, to, today);
    return Templates.costs(
        new CostPage(
            days.from().toString(),
            days.to().toString(),
            price.picosPerSecond() > 0,
            priceText(),
            everybody,
            operator,
            rows(By.DAY, owner, days),
            rows(By.PORTFOLIO, owner, days),
            everybody ? rows(By.OWNER, null, days) : List.of(),
            everybody ? machines(days) : List.of()));
  }

  private String priceText() {
    String perHour = Amounts.money(price.of(Duration.ofHours(1)), price.currency());
    LocalDate asOf = price.asOf();
    return asOf == null ? perHour : perHour + ", as of " + asOf;
  }

  private List<Row> rows(By by, @Nullable Owner owner, CostQuestions.Days days) {
    return ledger.lines(new CostQuestion(by, owner, days.from(), days.to(), ROWS, 0)).stream()
        .map(line -> row(by, line))
        .toList();
  }

  private Row row(By by, CostLine line) {
    boolean own = line.owner().equals(caller.owner().value());
    return new Row(
        line.key(),
        line.owner(),
        by == By.PORTFOLIO && own ? "/portfolios/" + line.key() : "",
        line.completed() == line.attempts()
            ? Long.toString(line.attempts())
            : "%d, %d without a result"
                .formatted(line.attempts(), line.attempts() - line.completed()),
        Amounts.time(line.machine()),
        Amounts.money(line.picos(), price.currency()));
  }

  private List<MachineDay> machines(CostQuestions.Days days) {
    return DayAccount.of(
            days.from(),
            days.to(),
            ledger.spans(days.from(), days.to()),
            ledger.explained(days.from(), days.to()))
        .stream()
        .filter(day -> day.machine().isPositive())
        .map(
            day ->
                new MachineDay(
                    day.day().toString(),
                    Amounts.time(day.machine()),
                    Amounts.time(day.runs()),
                    Amounts.time(day.starting()),
                    Amounts.time(day.idle()),
                    Amounts.money(day.picos(), price.currency())))
        .toList();
  }
}
