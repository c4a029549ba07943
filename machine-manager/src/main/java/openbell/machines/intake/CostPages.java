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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final int RUNS = 20;

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
      List<Row> runs,
      List<Row> owners,
      List<MachineDay> machines) {}

  /// A sum of runs.
  ///
  /// @param name what people call it; its key when it has no name
  /// @param sub when it ran and whose it is, as far as that says something
  /// @param link where its name leads; empty for nowhere
  public record Row(
      String name, String sub, String link, String attempts, String machine, String cost) {}

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
    CostQuestions.Days days = CostQuestions.Days.of(from, to, today, CostQuestions.USUAL_DAYS);
    return Templates.costs(
        new CostPage(
            days.from().toString(),
            days.to().toString(),
            price.picosPerSecond() > 0,
            priceText(),
            everybody,
            operator,
            rows(By.DAY, owner, days, ROWS),
            rows(By.PORTFOLIO, owner, days, ROWS),
            rows(By.RUN, owner, days, RUNS),
            everybody ? rows(By.OWNER, null, days, ROWS) : List.of(),
            everybody ? machines(days) : List.of()));
  }

  private String priceText() {
    String perHour = Amounts.money(price.of(Duration.ofHours(1)), price.currency());
    LocalDate asOf = price.asOf();
    return asOf == null ? perHour : perHour + ", as of " + asOf;
  }

  private List<Row> rows(By by, @Nullable Owner owner, CostQuestions.Days days, int most) {
    return ledger.lines(CostQuestion.of(by, owner, days.from(), days.to(), most)).stream()
        .map(line -> row(by, line, owner == null))
        .toList();
  }

  private Row row(By by, CostLine line, boolean everybody) {
    return new Row(
        line.name().isEmpty() ? line.key() : line.name(),
        sub(by, line, everybody),
        link(by, line),
        line.completed() == line.attempts()
            ? Long.toString(line.attempts())
            : "%d, %d without a result"
                .formatted(line.attempts(), line.attempts() - line.completed()),
        Amounts.time(line.machine()),
        Amounts.money(line.picos(), price.currency()));
  }

  private static String sub(By by, CostLine line, boolean everybody) {
    Instant begun = line.begun();
    String when = begun == null ? "" : JobRow.moment(begun);
    String whose = everybody && (by == By.RUN || by == By.PORTFOLIO) ? line.owner() : "";
    return Stream.of(when, whose).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }

  /// Pages of runs and portfolios are their owner's alone.
  private String link(By by, CostLine line) {
    if (!line.owner().equals(caller.owner().value())) {
      return "";
    }
    return switch (by) {
      case RUN -> "/runs/" + line.key();
      case PORTFOLIO -> "/portfolios/" + line.key();
      case OWNER, DAY -> "";
    };
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
