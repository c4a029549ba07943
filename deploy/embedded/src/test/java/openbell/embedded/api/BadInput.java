package openbell.embedded.api;

import java.nio.charset.StandardCharsets;

/// One input that must be refused.
///
/// @param group its number in the table of bad inputs
/// @param statuses those that are right
/// @param pointer part of the body that must be named; empty where none can be
record BadInput(
    int group,
    String what,
    String method,
    String path,
    String type,
    byte[] body,
    String[] headers,
    int[] statuses,
    String pointer) {
  private static final String SAMPLE = House.sample("golden-cross.json");
  private static final String JSON = "application/json";
  private static final int REFUSED = 422;

  static BadInput body(int group, String what, byte[] body, int... statuses) {
    return new BadInput(
        group, what, "POST", "/api/v1/portfolios", JSON, body, new String[0], statuses, "");
  }

  static BadInput body(int group, String what, String body, int... statuses) {
    return body(group, what, body.getBytes(StandardCharsets.UTF_8), statuses);
  }

  /// The golden cross with one thing changed.
  static BadInput change(int group, String from, String to, String pointer) {
    return new BadInput(
        group,
        to.substring(0, Math.min(60, to.length())),
        "POST",
        "/api/v1/portfolios",
        JSON,
        changed(from, to).getBytes(StandardCharsets.UTF_8),
        new String[0],
        new int[] {REFUSED, 400},
        pointer);
  }

  static BadInput with(
      int group, String what, String type, String header, String value, int status) {
    return new BadInput(
        group,
        what,
        "POST",
        "/api/v1/portfolios",
        type,
        SAMPLE.getBytes(StandardCharsets.UTF_8),
        header.isEmpty() ? new String[0] : new String[] {header, value},
        new int[] {status},
        "");
  }

  static BadInput get(int group, String path, int... statuses) {
    return new BadInput(
        group, path, "GET", "/api/v1" + path, "", new byte[0], new String[0], statuses, "");
  }

  static BadInput post(int group, String path, String body, int... statuses) {
    return new BadInput(
        group,
        path + " " + body.substring(0, Math.min(60, body.length())),
        "POST",
        "/api/v1" + path,
        JSON,
        body.getBytes(StandardCharsets.UTF_8),
        new String[0],
        statuses,
        "");
  }

  static String changed(String from, String to) {
    if (!SAMPLE.contains(from)) {
      throw new IllegalArgumentException("the sample has no " + from);
    }
    return SAMPLE.replace(from, to);
  }

  @Override
  public String toString() {
    return group + ": " + what;
  }
}
