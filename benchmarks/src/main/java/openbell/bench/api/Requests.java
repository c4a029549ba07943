package openbell.bench.api;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.bench.Crossings;

/// Requests as bytes, and what is read from answers.
final class Requests {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final String HEAD =
      "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n";

  private Requests() {}

  static byte[] get(String path) {
    return (HEAD.formatted("GET", path, ApiServer.KEY) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  static byte[] watch(String run) {
    return (HEAD.formatted("GET", "/api/v1/runs/" + run + "/events", ApiServer.KEY)
            + "Accept: text/event-stream\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] post(String path, String body) {
    return (HEAD.formatted("POST", path, ApiServer.KEY)
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.getBytes(StandardCharsets.UTF_8).length, body))
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] submit(int n) {
    return post("/api/v1/portfolios", Crossings.document(n));
  }

  /// The first id in an answer.
  static String id(String answer) {
    Matcher id = ID.matcher(answer);
    if (!id.find()) {
      throw new IllegalStateException("an answer without an id: " + answer);
    }
    return id.group(1);
  }
}
