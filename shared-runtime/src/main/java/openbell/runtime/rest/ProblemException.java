package openbell.runtime.rest;

import java.time.Duration;
import java.util.List;
import openbell.model.strategy.Finding;
import org.jspecify.annotations.Nullable;

/// A request is refused: becomes a problem document. Thrown by resources, never by features.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String detail;
  private final transient List<Finding> findings;
  private final @Nullable Duration pause;

  /// @param status the HTTP status, 400 to 599
  /// @param code stable and kebab-case, e.g. `portfolio-not-found`; the last part of `type`
  /// @param detail a sentence for the person who asked
  /// @param findings one per place that is wrong; empty when the request is refused as a whole
  public ProblemException(int status, String code, String detail, List<Finding> findings) {
    this(status, code, detail, findings, null);
  }

  private ProblemException(
      int status, String code, String detail, List<Finding> findings, @Nullable Duration pause) {
    super(status + " " + code + ": " + detail);
    this.status = status;
    this.code = code;
    this.findings = List.copyOf(findings);
    this.detail = detail;
    this.pause = pause;
  }

  public ProblemException(int status, String code, String detail) {
    this(status, code, detail, List.of());
  }

  /// A refusal that passes by itself: 429, with `Retry-After`.
  ///
  /// @param pause until asking again can help
  public static ProblemException passing(String code, String detail, Duration pause) {
    return new ProblemException(429, code, detail, List.of(), pause);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  /// Null when asking again does not help.
  public @Nullable Duration pause() {
    return pause;
  }

  public List<Finding> findings() {
    return findings;
  }
}
