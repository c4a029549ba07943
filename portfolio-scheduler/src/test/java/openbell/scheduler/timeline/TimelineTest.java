package openbell.scheduler.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineEvent.Tone;
import openbell.runtime.timeline.TimelinePart;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.scheduler.adapter.HttpNeighbour;
import openbell.scheduler.adapter.HttpTimeline;
import openbell.scheduler.gateway.Neighbours;
import openbell.scheduler.timeline.Timeline.Told;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOON = Instant.parse("2018-05-11T12:00:00Z");
  private static final TimelineQuestion QUESTION =
      new TimelineQuestion(
          new Owner("anna"),
          new PortfolioId("p-1"),
          new Session("XNYS", LocalDate.parse("2018-05-11")),
          "a@x.org");

  private record Part(String service, List<TimelineEvent> told) implements TimelinePart {
    @Override
    public List<TimelineEvent> events(TimelineQuestion question) {
      return told;
    }
  }

  @Test
  void putsThePartsOfOneProcessInOrder() {
    // Given
    List<TimelinePart> parts =
        List.of(
            new Part("notification", List.of(event(null, "notification", "No mail", Tone.CALM))),
            new Part("trade-signal", List.of(event(2, "trade-signal", "No change", Tone.CALM))),
            new Part(
                "portfolio-scheduler",
                List.of(event(0, "portfolio-scheduler", "Tick", Tone.GOOD))));
    // When
    Told told = new Timeline(parts, nobody()).tell(QUESTION, "");
    // Then
    assertThat(told.complete()).isTrue();
    assertThat(told.summary()).startsWith("No change. ");
    assertThat(told.events())
        .extracting(TimelineEvent::what)
        .containsExactly("Tick", "No change", "No mail");
  }

  @Test
  void asksOtherProcessesWithTheKeyOfTheCallerAndSaysWhoIsAway() throws IOException {
    // Given trade-signal elsewhere, and a notification that nobody configured
    List<String> asked = new ArrayList<>();
    HttpServer server = signals(asked);
    URI base = URI.create("http://localhost:" + server.getAddress().getPort());
    Neighbours neighbours =
        new Neighbours(Map.of("signals", base), at -> new HttpNeighbour(at, Duration.ofSeconds(5)));
    Timeline timeline =
        new Timeline(
            List.of(
                new Part(
                    "portfolio-scheduler",
                    List.of(event(0, "portfolio-scheduler", "Tick", Tone.GOOD)))),
            new HttpTimeline(neighbours));
    // When
    Told told = timeline.tell(QUESTION, "Bearer x");
    server.stop(0);
    Told later = timeline.tell(QUESTION, "Bearer x");
    // Then
    assertThat(asked)
        .containsExactly(
            "/api/v1/signals/p-1/timeline?session=XNYS%3A2018-05-11&recipient=a%40x.org Bearer x");
    assertThat(told.complete()).isFalse();
    assertThat(told.events())
        .extracting(TimelineEvent::what)
        .containsExactly("Tick", "No change", "Not known");
    assertThat(told.events().getLast().detail()).contains("no address of it is configured");
    assertThat(later.events().get(1).detail()).contains("trade-signal does not answer now");
  }

  /// A trade-signal that knows one thing and notes who asked.
  private static HttpServer signals(List<String> asked) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              """
              [{"at": "2018-05-11T12:00:01Z", "service": "trade-signal", "what": "No change",
                "detail": "", "tone": "CALM"}]"""
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static DistantParts nobody() {
    return (_, _, _) -> List.of();
  }

  private static TimelineEvent event(Integer seconds, String service, String what, Tone tone) {
    Instant at = seconds == null ? null : NOON.plusSeconds(seconds);
    return new TimelineEvent(at, service, what, "Because.", tone);
  }
}
