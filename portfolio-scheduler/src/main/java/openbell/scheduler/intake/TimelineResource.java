package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import openbell.model.portfolio.Owner;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.runtime.rest.TimelineDoor;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.timeline.Timeline;
import openbell.scheduler.timeline.Timeline.Told;
import org.jspecify.annotations.Nullable;

/// "Why did I get no mail?": from tick to mail, or to the reason for none.
@Path("/")
@Blocking
public class TimelineResource {

  /// Portfolios that the form offers; any other one can be named in the address.
  private static final int MOST = 200;

  private final Timeline timeline;
  private final PortfolioBook book;
  private final Caller caller;

  TimelineResource(Timeline timeline, PortfolioBook book, Caller caller) {
    this.timeline = timeline;
    this.book = book;
    this.caller = caller;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance timeline(TimelineView page);
  }

  /// @param summary what came of it, in a sentence
  /// @param complete false when a service could not be asked
  public record TimelineAnswer(
      String portfolio,
      String market,
      String session,
      String recipient,
      String summary,
      boolean complete,
      List<TimelineEvent> events) {}

  /// @param session `XNYS:2018-05-11`, or a date alone for the market of the portfolio's schedule
  /// @param recipient one address; all when absent
  @GET
  @Path("api/v1/timeline")
  @Produces(MediaType.APPLICATION_JSON)
  public TimelineAnswer answer(
      @QueryParam("portfolio") @Nullable String portfolio,
      @QueryParam("session") @Nullable String session,
      @QueryParam("recipient") @Nullable String recipient) {
    TimelineQuestion question = question(text(portfolio), text(session), recipient);
    Told told = timeline.tell(question, caller.authorization());
    return new TimelineAnswer(
        question.portfolio().value(),
        question.session().market(),
        question.session().date().toString(),
        question.recipient(),
        told.summary(),
        told.complete(),
        told.events());
  }

  @GET
  @Path("timeline")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(
      @QueryParam("portfolio") @Nullable String portfolio,
      @QueryParam("session") @Nullable String session,
      @QueryParam("recipient") @Nullable String recipient) {
    String id = text(portfolio);
    String when = text(session);
    String who = text(recipient).toLowerCase(Locale.ROOT);
    List<PortfolioLine> choice = book.list(caller.owner(), null, MOST);
    String day = when.substring(when.indexOf(':') + 1);
    if (id.isEmpty() || when.isEmpty()) {
      return Templates.timeline(TimelineView.of(choice, id, day, who, null, ""));
    }
    try {
      Told told = timeline.tell(question(id, when, who), caller.authorization());
      return Templates.timeline(TimelineView.of(choice, id, day, who, told, ""));
    } catch (ProblemException e) {
      return Templates.timeline(TimelineView.of(choice, id, day, who, null, e.detail()));
    }
  }

  private TimelineQuestion question(String portfolio, String session, @Nullable String recipient) {
    Owner owner = caller.owner();
    var known = book.line(owner, Problems.portfolio(portfolio)).orElseThrow(Problems::noPortfolio);
    String whole = session.contains(":") ? session : known.calendar() + ":" + session;
    return TimelineDoor.question(owner, portfolio, whole, recipient);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }
}
