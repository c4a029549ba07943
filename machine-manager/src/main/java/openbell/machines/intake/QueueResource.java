package openbell.machines.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import openbell.machines.queue.PayloadReader;
import openbell.machines.queue.QueueDesk;
import openbell.runtime.queue.JobState;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.OperatorsOnly;
import openbell.runtime.rest.ProblemException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The queues, for operators. Whoever changes something leaves a line in the log.
@Path("/api/v1/queues")
@Produces(MediaType.APPLICATION_JSON)
@OperatorsOnly
@Blocking
public class QueueResource {
  private static final Logger LOG = Logger.getLogger(QueueResource.class);

  private final Caller caller;
  private final QueueDesk desk;
  private final PayloadReader payloads;

  QueueResource(Caller caller, QueueDesk desk, PayloadReader payloads) {
    this.caller = caller;
    this.desk = desk;
    this.payloads = payloads;
  }

  @GET
  public QueueViews.Queues queues() {
    return QueueViews.Queues.of(desk.standings());
  }

  @GET
  @Path("{queue}/jobs")
  public QueueViews.Jobs jobs(
      @PathParam("queue") String queue,
      @QueryParam("state") @DefaultValue("dead") String state,
      @QueryParam("from") @DefaultValue("0") String from,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    requireKnown(queue);
    JobState wanted = QueueOrders.state(state);
    int start = QueueOrders.from(from);
    List<QueueViews.Job> jobs =
        desk.page(queue, wanted, start, QueueOrders.limit(limit)).stream()
            .map(QueueViews.Job::of)
            .toList();
    return new QueueViews.Jobs(queue, wanted.name().toLowerCase(Locale.ROOT), start, jobs);
  }

  @GET
  @Path("{queue}/jobs/{id}")
  public QueueViews.WholeJob job(@PathParam("queue") String queue, @PathParam("id") String id) {
    requireKnown(queue);
    return desk.find(queue, QueueOrders.id(id))
        .map(job -> QueueViews.WholeJob.of(job, payloads.read(job.payload())))
        .orElseThrow(QueueOrders::noJob);
  }

  /// `{"ids": [...]}` or `{"all": true}`.
  @POST
  @Path("{queue}/replays")
  @Consumes(MediaType.APPLICATION_JSON)
  public QueueViews.Order replay(
      @PathParam("queue") String queue, QueueOrders.@Nullable Replays wish) {
    requireKnown(queue);
    if (wish != null && Boolean.TRUE.equals(wish.all())) {
      if (wish.ids() != null) {
        throw QueueOrders.refused(422, "ids", "Send ids or all, not both.");
      }
      QueueDesk.Replayed replayed = desk.replayAll(queue);
      audit("replay all", queue, replayed.count(), replayed.count());
      return new QueueViews.Order(queue, replayed.count(), replayed.more(), List.of());
    }
    List<String> ids = QueueOrders.ids(wish == null ? null : wish.ids());
    return order("replay", queue, desk.replay(queue, ids));
  }

  /// `{"ids": [...]}`.
  @POST
  @Path("{queue}/cancellations")
  @Consumes(MediaType.APPLICATION_JSON)
  public QueueViews.Order cancel(
      @PathParam("queue") String queue, QueueOrders.@Nullable Cancellations wish) {
    requireKnown(queue);
    List<String> ids = QueueOrders.ids(wish == null ? null : wish.ids());
    return order("cancel", queue, desk.cancel(queue, ids));
  }

  /// `{"on": true}` or `{"on": false}`.
  @PUT
  @Path("{queue}/drain")
  @Consumes(MediaType.APPLICATION_JSON)
  public QueueViews.Drained drain(
      @PathParam("queue") String queue, QueueOrders.@Nullable Drain wish) {
    requireKnown(queue);
    if (wish == null || wish.on() == null) {
      throw QueueOrders.refused(422, "on", "on is true or false.");
    }
    desk.drain(queue, wish.on());
    audit(wish.on() ? "drain on" : "drain off", queue, 1, 1);
    return new QueueViews.Drained(queue, wish.on());
  }

  private QueueViews.Order order(String what, String queue, List<QueueDesk.Done> done) {
    int worked = (int) done.stream().filter(one -> one.answer() == QueueDesk.Answer.OK).count();
    audit(what, queue, done.size(), worked);
    done.forEach(
        one ->
            LOG.infof(
                "audit by=%s did=%s queue=%s job=%s answer=%s",
                caller.owner().value(), what, queue, one.id(), one.answer()));
    return new QueueViews.Order(queue, worked, false, QueueViews.OneAnswer.of(done));
  }

  // Nothing here can hold a line break: owner, queue and ids all have a pattern of their own.
  private void audit(String what, String queue, int asked, int worked) {
    LOG.infof(
        "audit by=%s did=%s queue=%s asked=%d done=%d",
        caller.owner().value(), what, queue, asked, worked);
  }

  private void requireKnown(String queue) {
    if (!desk.knows(queue)) {
      throw new ProblemException(
          404,
          "queue-not-found",
          "There is no such queue; known are " + String.join(", ", desk.known()) + ".");
    }
  }
}
