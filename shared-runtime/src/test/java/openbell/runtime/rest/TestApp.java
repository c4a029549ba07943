package openbell.runtime.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.inject.Produces;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.model.portfolio.Owner;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.strategy.Finding;
import openbell.runtime.wiring.SchemaMigration;

/// A small service with one resource of every kind the door must cope with.
@Path("/")
@RunOnVirtualThread
public class TestApp {
  private static final AtomicInteger TICKETS = new AtomicInteger();

  private final Caller caller;
  private final LoginDoor door;

  TestApp(Caller caller, LoginDoor door) {
    this.caller = caller;
    this.door = door;
  }

  record Order(String name, int count, double weight, LocalDate day, List<Leg> legs) {
    Order {
      if (count < 0) {
        throw new IllegalArgumentException("count must not be negative");
      }
    }
  }

  record Leg(String symbol) {}

  record Me(Owner owner) {}

  record Ticket(int number) {}

  @Produces
  static SchemaMigration schema() {
    return new SchemaMigration("first_things", "db/first");
  }

  @GET
  @Path("api/v1/me")
  public Me me() {
    return new Me(caller.owner());
  }

  @POST
  @Path("api/v1/orders")
  public Order order(Order order) {
    return order;
  }

  @POST
  @Path("api/v1/raw")
  public int raw(byte[] body) {
    return body.length;
  }

  @POST
  @Path("api/v1/tickets")
  public Response ticket() {
    int number = TICKETS.incrementAndGet();
    return Response.status(201)
        .header("Location", "/api/v1/tickets/" + number)
        .type("application/json")
        .entity(new Ticket(number))
        .build();
  }

  @GET
  @Path("api/v1/desk")
  @OperatorsOnly
  public Me desk() {
    return new Me(caller.owner());
  }

  @POST
  @Path("login")
  @OpenToAll
  public Response login(String key) {
    return Response.noContent().cookie(door.open(key).orElseThrow()).build();
  }

  @POST
  @Path("logout")
  @OpenToAll
  public Response logout() {
    return Response.noContent().cookie(door.close()).build();
  }

  @POST
  @Path("run-now")
  public Me form(String body) {
    return new Me(caller.owner());
  }

  @GET
  @Path("page")
  public Me page() {
    return new Me(caller.owner());
  }

  @GET
  @Path("unsubscribe/{token}")
  @OpenToAll
  public String open(@PathParam("token") String token) {
    return "bye";
  }

  @GET
  @Path("frame")
  public Response frame() {
    return Response.ok("x")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .build();
  }

  @GET
  @Path("api/v1/fail/{how}")
  public String fail(@PathParam("how") String how) {
    throw switch (how) {
      case "problem" ->
          new ProblemException(
              422,
              "invalid-portfolio",
              "The portfolio has an error.",
              List.of(
                  new Finding(
                      "V101",
                      Finding.Severity.ERROR,
                      "/strategy/0",
                      "No such node.",
                      "Name one.")));
      case "missing" -> FailureException.of(FailureReason.ARTIFACT_MISSING, "Not yet.");
      case "busy" -> FailureException.of(FailureReason.DATABASE_UNAVAILABLE, "No database.");
      default -> new IllegalStateException("secret of class Foo");
    };
  }
}
