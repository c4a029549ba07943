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
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.FleetKeeper;
import openbell.machines.fleet.Machine;
import openbell.runtime.rest.OperatorsOnly;

/// Shows the fleet and the last decisions about it, to people and to programs.
@Path("/")
@OperatorsOnly
@Blocking
public class MachinesResource {
  private static final int DECISIONS = 50;

  private final FleetKeeper keeper;
  private final Template page;

  MachinesResource(FleetKeeper keeper, @Location("machines/machines") Template page) {
    this.keeper = keeper;
    this.page = page;
  }

  @GET
  @Path("api/v1/machines")
  @Produces(MediaType.APPLICATION_JSON)
  public FleetReport read() {
    return new FleetReport(
        keeper.fleetKind(),
        keeper.machines().stream().map(MachineView::of).toList(),
        keeper.decisions(DECISIONS).stream().map(DecisionView::of).toList());
  }

  @GET
  @Path("machines")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return page.data(
        "page",
        FleetPage.of(
            keeper.fleetKind(), keeper.machines(), keeper.latest(), keeper.decisions(DECISIONS)));
  }

  /// @param fleet kind of fleet, e.g. `process`
  public record FleetReport(
      String fleet, List<MachineView> machines, List<DecisionView> decisions) {}

  /// @param state `starting`, `running` or `draining`
  public record MachineView(String id, String state, Instant since, String detail) {
    static MachineView of(Machine machine) {
      return new MachineView(
          machine.id(),
          machine.state().name().toLowerCase(Locale.ROOT),
          machine.since().truncatedTo(ChronoUnit.SECONDS),
          machine.detail());
    }
  }

  /// One decision with its reason and its numbers.
  public record DecisionView(Instant at, String action, String reason, String arithmetic) {
    static DecisionView of(DecisionLog.Entry entry) {
      return new DecisionView(
          entry.at().truncatedTo(ChronoUnit.SECONDS),
          entry.action(),
          entry.reason(),
          entry.reckoning().text());
    }
  }
}
