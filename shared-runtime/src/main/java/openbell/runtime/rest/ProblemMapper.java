package openbell.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns everything a resource can throw into a problem document.
///
/// One of the three catch-alls of the program: what nobody expected is a defect, logged here with
/// its stack, and the caller learns nothing of it.
public final class ProblemMapper {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
  private static final Duration COME_BACK = Duration.ofSeconds(5);
  private static final int FIRST_ERROR = 400;

  private final Instance<AlertSink> alerts;

  ProblemMapper(Instance<AlertSink> alerts) {
    this.alerts = alerts;
  }

  @ServerExceptionMapper
  public Response refused(ProblemException e, UriInfo uri, HttpHeaders headers) {
    Response.ResponseBuilder answer = Answers.of(Problem.of(e), uri, headers);
    Duration pause = e.pause();
    return (pause == null ? answer : answer.header("Retry-After", Answers.seconds(pause))).build();
  }

  @ServerExceptionMapper
  public Response unreadable(MismatchedInputException e, UriInfo uri, HttpHeaders headers) {
    return Answers.of(JsonProblem.of(e), uri, headers).build();
  }

  @ServerExceptionMapper
  public Response unanswered(WebApplicationException e, UriInfo uri, HttpHeaders headers) {
    Response given = e.getResponse();
    if (e.getCause() instanceof JsonProcessingException json) {
      return Answers.of(JsonProblem.of(json), uri, headers).build();
    }
    if (given.getStatus() < FIRST_ERROR || given.hasEntity()) {
      return given;
    }
    if (given.getStatus() >= 500) {
      return defect(e, uri, headers);
    }
    Response.ResponseBuilder answer = Answers.of(StatusProblem.of(given.getStatus()), uri, headers);
    String allowed = given.getHeaderString(HttpHeaders.ALLOW);
    return (allowed == null ? answer : answer.header(HttpHeaders.ALLOW, allowed)).build();
  }

  @ServerExceptionMapper
  public Response failed(FailureException e, UriInfo uri, HttpHeaders headers) {
    Failure failure = e.failure();
    if (failure.reason() == FailureReason.DEFECT) {
      return defect(e, uri, headers);
    }
    Problem problem = StatusProblem.of(failure);
    LOG.atWarn().addKeyValue("reason", failure.reason()).log("request failed: {}", e.getMessage());
    Response.ResponseBuilder answer = Answers.of(problem, uri, headers);
    boolean later = problem.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
    return (later ? answer.header("Retry-After", Answers.seconds(COME_BACK)) : answer).build();
  }

  /// The connection broke while the body was read. Adapters translate their own.
  @ServerExceptionMapper
  public Response interrupted(IOException e, UriInfo uri, HttpHeaders headers) {
    LOG.atInfo().addKeyValue("cause", e.getClass().getSimpleName()).log("request body not read");
    return Answers.of(StatusProblem.of(400), uri, headers).build();
  }

  @ServerExceptionMapper
  public Response defect(Throwable e, UriInfo uri, HttpHeaders headers) {
    LOG.atError().setCause(e).addKeyValue("reason", FailureReason.DEFECT).log("request failed");
    alerts
        .get()
        .raise(
            new Alert(
                FailureReason.DEFECT,
                "A request hit a defect; its stack trace is in the log.",
                Map.of("cause", e.getClass().getSimpleName())));
    Problem problem =
        Problem.of(500, "defect", "Something is wrong on our side; it has been reported.");
    return Answers.of(problem, uri, headers).build();
  }
}
