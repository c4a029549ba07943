package openbell.machines.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import openbell.machines.intake.QueueOrders.Cancellations;
import openbell.machines.intake.QueueOrders.Drain;
import openbell.machines.intake.QueueOrders.Replays;
import openbell.runtime.queue.JobState;
import openbell.runtime.rest.OperatorsOnly;
import org.jspecify.annotations.Nullable;

/// The queues as pages, with buttons for what the operators' API can do. The gate in front refuses
/// what
/// another site sent; whoever changes something leaves the same line in the log.
@Path("/queues")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@OperatorsOnly
@Blocking
public class QueuePages {
  private static final int ROWS = 50;

  /// What is said after a button, by the word in the address.
  private static final Map<String, String> SAID =
      Map.of(
          "replayed", "Done: it has new tries, and is worked on in its turn.",
          "all", "Done: the dead jobs have new tries, and are worked on in their turn.",
          "cancelled", "The job was taken out. Nobody sends it again.",
          "gone", "Nothing was changed: the job is not there any more, or a worker has it.",
          "on", "Nothing more is handed out. What workers have goes on.",
          "off", "Jobs are handed out again.");

  private final QueueResource queues;

  QueuePages(QueueResource queues) {
    this.queues = queues;
  }

  @CheckedTemplate(basePath = "machines")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance queues(ListPage page);

    static native TemplateInstance queue(JobsPage page);

    static native TemplateInstance job(JobPage page);
  }

  /// All queues.
  public record ListPage(List<QueueRow> rows, long dead) {}

  /// The jobs of one queue in one state.
  ///
  /// @param said what was done before this page was shown; empty for nothing
  /// @param next where the following page begins; 0 on the last one
  public record JobsPage(
      QueueRow queue, String state, List<Tab> tabs, List<JobRow> jobs, String said, int next) {}

  /// A state, and how many jobs are in it.
  public record Tab(String state, String words, long jobs) {}

  /// One job with what it carries.
  public record JobPage(String queue, JobRow job, String payload, boolean readable, boolean cut) {}

  @GET
  public TemplateInstance list() {
    List<QueueRow> rows = queues.queues().queues().stream().map(QueueRow::of).toList();
    return Templates.queues(
        new ListPage(rows, rows.stream().mapToLong(row -> row.depth().dead()).sum()));
  }

  @GET
  @Path("{queue}")
  public TemplateInstance queue(
      @PathParam("queue") String queue,
      @QueryParam("state") @DefaultValue("dead") String state,
      @QueryParam("from") @DefaultValue("0") String from,
      @QueryParam("said") @Nullable String said) {
    QueueViews.Jobs found = queues.jobs(queue, state, from, Integer.toString(ROWS));
    QueueRow row =
        queues.queues().queues().stream()
            .filter(one -> one.queue().equals(queue))
            .map(QueueRow::of)
            .findFirst()
            .orElseThrow();
    List<JobRow> jobs = found.jobs().stream().map(JobRow::of).toList();
    return Templates.queue(
        new JobsPage(
            row,
            found.state(),
            tabs(row),
            jobs,
            said == null ? "" : SAID.getOrDefault(said, ""),
            jobs.size() < ROWS ? 0 : found.from() + ROWS));
  }

  private static List<Tab> tabs(QueueRow row) {
    var depth = row.depth();
    return List.of(
        new Tab("dead", "Dead", depth.dead()),
        new Tab("ready", "Ready", depth.ready()),
        new Tab("active", "Leased", depth.leased()),
        new Tab("delayed", "Delayed", depth.delayed()),
        new Tab("done", "Done", depth.done()));
  }

  @GET
  @Path("{queue}/jobs/{id}")
  public TemplateInstance job(@PathParam("queue") String queue, @PathParam("id") String id) {
    QueueViews.WholeJob whole = queues.job(queue, id);
    boolean readable = whole.encoding().equals("json");
    return Templates.job(
        new JobPage(queue, JobRow.of(whole.job()), whole.payload(), readable, whole.cut()));
  }

  /// @param id one job; all dead ones when absent
  @POST
  @Path("{queue}/replays")
  public Response replay(@PathParam("queue") String queue, @FormParam("id") @Nullable String id) {
    if (id == null) {
      int done = queues.replay(queue, new Replays(null, true)).done();
      return back(queue, done > 0 ? "all" : "gone");
    }
    int done = queues.replay(queue, new Replays(List.of(id), null)).done();
    return back(queue, done > 0 ? "replayed" : "gone");
  }

  @POST
  @Path("{queue}/cancellations")
  public Response cancel(@PathParam("queue") String queue, @FormParam("id") @Nullable String id) {
    List<String> ids = id == null ? List.of() : List.of(id);
    int done = queues.cancel(queue, new Cancellations(List.copyOf(ids))).done();
    return back(queue, done > 0 ? "cancelled" : "gone");
  }

  @POST
  @Path("{queue}/drain")
  public Response drain(@PathParam("queue") String queue, @FormParam("on") @Nullable String on) {
    boolean wanted = "true".equals(on);
    queues.drain(queue, new Drain(wanted));
    return back(queue, wanted ? "on" : "off");
  }

  /// The queue is known by now, so that its name fits into an address.
  private static Response back(String queue, String word) {
    return Response.seeOther(URI.create("/queues/" + queue + "?said=" + word)).build();
  }

  /// Whether a button may give a job new tries.
  static boolean isDead(String state) {
    return state.equalsIgnoreCase(JobState.DEAD.name());
  }
}
