package openbell.machines.intake;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import openbell.machines.cost.MachineCurve;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.ExpectedWork;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Reckoning;
import openbell.machines.intake.MachineDesk.Standing;
import openbell.runtime.rest.OperatorsOnly;
import org.jspecify.annotations.Nullable;

/// Shows the fleet and the last decisions about it, to people and to programs.
@Path("/")
@OperatorsOnly
@Blocking
public class MachinesResource {
  private final MachineDesk desk;
  private final Template page;

  MachinesResource(MachineDesk desk, @Location("machines/machines") Template page) {
    this.desk = desk;
    this.page = page;
  }

  @GET
  @Path("api/v1/machines")
  @Produces(MediaType.APPLICATION_JSON)
  public FleetReport read() {
    return FleetReport.of(desk.standing());
  }

  @GET
  @Path("machines")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return page.data("page", FleetPage.of(desk.standing()));
  }

  /// @param fleet kind of fleet, e.g. `process`
  /// @param target machines that the work needs as of the last look; absent before the first
  /// @param now the decision of the last look; absent before the first
  /// @param usedSeconds machine time since midnight (UTC)
  /// @param budgetSeconds machine time that a day may take; absent when there is no such bound
  /// @param bootSeconds how long machines take to start; absent while too few were seen
  /// @param jobSeconds that a job is expected to take of which nothing is known
  /// @param expected work that the schedules will ask for within 24 hours
  /// @param day how many machines there were in the last 24 hours, wherever it changed
  public record FleetReport(
      String fleet,
      @Nullable Integer target,
      @Nullable DecisionView now,
      double usedSeconds,
      @Nullable Double budgetSeconds,
      @Nullable Double bootSeconds,
      double jobSeconds,
      List<ExpectedView> expected,
      List<MachineCurve.Point> day,
      List<MachineView> machines,
      List<DecisionView> decisions) {

    static FleetReport of(Standing standing) {
      DecisionView now = standing.now().map(DecisionView::of).orElse(null);
      var budget = standing.budget();
      var boot = standing.boot();
      return new FleetReport(
          standing.kind(),
          now == null ? null : now.target(),
          now,
          CostViews.seconds(standing.used()),
          budget == null ? null : CostViews.seconds(budget),
          boot == null ? null : CostViews.seconds(boot),
          standing.jobSeconds(),
          standing.expected().stream().map(ExpectedView::of).toList(),
          standing.curve().points(),
          standing.machines().stream().map(MachineView::of).toList(),
          standing.decisions().stream().map(DecisionView::of).toList());
    }
  }

  /// @param state `starting`, `running`, `draining`, `stopping` or `stuck`
  public record MachineView(
      String id, String state, Instant since, Instant started, String detail) {
    static MachineView of(Machine machine) {
      return new MachineView(
          machine.id(),
          machine.state().name().toLowerCase(Locale.ROOT),
          machine.since().truncatedTo(ChronoUnit.SECONDS),
          machine.started().truncatedTo(ChronoUnit.SECONDS),
          machine.detail());
    }
  }

  /// @param seconds slot-seconds that the jobs are expected to take in all
  public record ExpectedView(Instant at, Instant deadline, long jobs, double seconds) {
    static ExpectedView of(ExpectedWork work) {
      return new ExpectedView(work.at(), work.deadline(), work.jobs(), work.seconds());
    }
  }

  /// One decision with its reason and its numbers.
  ///
  /// @param arithmetic in one line; `steps` say the same one by one
  public record DecisionView(
      Instant at,
      String action,
      String reason,
      int target,
      int have,
      String arithmetic,
      List<SumView> steps) {
    static DecisionView of(DecisionLog.Entry entry) {
      return new DecisionView(
          entry.at().truncatedTo(ChronoUnit.SECONDS),
          entry.action(),
          entry.reason(),
          entry.reckoning().target(),
          entry.reckoning().have(),
          entry.reckoning().text(),
          entry.reckoning().steps().stream().map(SumView::of).toList());
    }
  }

  /// @param how the calculation behind `value`; empty when it was counted
  public record SumView(String what, String value, String how) {
    static SumView of(Reckoning.Step step) {
      return new SumView(step.what(), step.value(), step.how());
    }
  }
}
