package openbell.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;
import openbell.model.run.FailureException;
import openbell.runtime.access.AnswerBook;
import openbell.runtime.access.AnswerBook.Answer;
import openbell.runtime.access.AnswerBook.Claim;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes asking again asking once: the first answer to a POST with an `Idempotency-Key` is kept for
/// a day and given to whoever asks the same with the same key.
///
/// Only answers of requests that did something are kept; after a refusal or a failure the same key
/// may try again. Requests without the header cost nothing here.
@Provider
@Priority(Priorities.USER)
public final class OnceFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Logger LOG = LoggerFactory.getLogger(OnceFilter.class);
  private static final String KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";
  private static final String BEGUN = OnceFilter.class.getName();
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final int OK = 200;
  private static final int FIRST_REFUSAL = 400;

  private final Instance<AnswerBook> book;
  private final Instance<ObjectMapper> json;
  private final ResourceInfo resource;
  private final Caller caller;

  // Filters are made while the program is built, before there is any configuration.
  OnceFilter(
      Instance<AnswerBook> book,
      Instance<ObjectMapper> json,
      ResourceInfo resource,
      Caller caller) {
    this.book = book;
    this.json = json;
    this.resource = resource;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(KEY);
    if (key == null || !isMeant(request) || isKeyedByItself()) {
      return;
    }
    if (!FORM.matcher(key).matches()) {
      throw new ProblemException(
          400, "bad-idempotency-key", "Idempotency-Key must be 1 to 128 printable characters.");
    }
    switch (book.get().claim(caller.owner(), key, fingerprint(request))) {
      case Claim.Fresh _ -> request.setProperty(BEGUN, key);
      case Claim.Answered answered -> request.abortWith(again(answered.answer()));
      case Claim.OtherRequest _ ->
          throw new ProblemException(
              422,
              "idempotency-key-reused",
              "This Idempotency-Key was used with another request: take a new one.");
      case Claim.Running _ -> request.abortWith(running(request));
    }
  }

  private boolean isMeant(ContainerRequestContext request) {
    return request.getMethod().equals("POST")
        && request.getUriInfo().getRequestUri().getPath().startsWith("/api/v1/")
        && caller.isKnown();
  }

  private boolean isKeyedByItself() {
    return resource.getResourceMethod().isAnnotationPresent(KeyedByItself.class);
  }

  private static byte[] fingerprint(ContainerRequestContext request) throws IOException {
    byte[] body = request.getEntityStream() == null ? new byte[0] : bytes(request);
    request.setEntityStream(new ByteArrayInputStream(body));
    ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length + 128);
    String target = request.getUriInfo().getRequestUri().getRawPath();
    String query = request.getUriInfo().getRequestUri().getRawQuery();
    whole.writeBytes((target + "?" + query + "\n").getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(body);
    return Sha256.digest(whole.toByteArray());
  }

  private static byte[] bytes(ContainerRequestContext request) throws IOException {
    return request.getEntityStream().readAllBytes();
  }

  private static Response again(Answer answer) {
    Response.ResponseBuilder response = Response.status(answer.status()).header(REPLAYED, "true");
    if (answer.type() != null) {
      // As text: what writes JSON would write bytes as base 64.
      response.type(answer.type()).entity(new String(answer.body(), StandardCharsets.UTF_8));
    }
    if (answer.location() != null) {
      response.header(HttpHeaders.LOCATION, answer.location());
    }
    if (answer.etag() != null) {
      response.header(HttpHeaders.ETAG, answer.etag());
    }
    return response.build();
  }

  private static Response running(ContainerRequestContext request) {
    Problem problem =
        Problem.of(
            409, "still-running", "The first request with this Idempotency-Key is still running.");
    return Answers.of(problem, request).header("Retry-After", 1).build();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(BEGUN) instanceof String key) {
      settle(key, response);
    } else if (request.getHeaderString(KEY) != null
        && response.getStatus() == OK
        && isMeant(request)
        && isKeyedByItself()) {
      response.getHeaders().putSingle(REPLAYED, "true");
    }
  }

  /// An answer that cannot be kept is given all the same; asking again then does it again.
  private void settle(String key, ContainerResponseContext response) {
    try {
      Optional<Answer> answer =
          response.getStatus() < FIRST_REFUSAL ? kept(response) : Optional.empty();
      answer.ifPresentOrElse(
          given -> book.get().keep(caller.owner(), key, given),
          () -> book.get().release(caller.owner(), key));
    } catch (FailureException e) {
      LOG.atWarn().addKeyValue("reason", e.failure().reason()).log("an answer was not kept");
    }
  }

  /// The answer in a form that can be given again; empty for what is streamed.
  private Optional<Answer> kept(ContainerResponseContext response) {
    Object entity = response.getEntity();
    MediaType type = response.getMediaType() == null ? promised() : response.getMediaType();
    if (entity == null) {
      return Optional.of(answer(response, null, new byte[0]));
    }
    if (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
      return Optional.empty();
    }
    Object shown = entity instanceof ShownOnce secretive ? secretive.withoutSecret() : entity;
    try {
      byte[] body =
          switch (shown) {
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case byte[] bytes -> bytes;
            default -> json.get().writeValueAsBytes(shown);
          };
      return Optional.of(answer(response, type.toString(), body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer must be writable as JSON", e);
    }
  }

  /// What the method says it produces: without a type of its own, an answer gets it while it is
  /// written, which is later than here. Null when there is a choice.
  private @Nullable MediaType promised() {
    Produces ofMethod = resource.getResourceMethod().getAnnotation(Produces.class);
    Produces said =
        ofMethod == null ? resource.getResourceClass().getAnnotation(Produces.class) : ofMethod;
    return said != null && said.value().length == 1 ? MediaType.valueOf(said.value()[0]) : null;
  }

  private static Answer answer(
      ContainerResponseContext response, @Nullable String type, byte[] body) {
    return new Answer(
        response.getStatus(),
        type,
        response.getHeaderString(HttpHeaders.LOCATION),
        response.getHeaderString(HttpHeaders.ETAG),
        body);
  }
}
