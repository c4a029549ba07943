package openbell.runtime.rest;

import java.util.List;
import openbell.model.strategy.Finding;

/// A request is refused: becomes a problem document. Thrown by resources, never by features.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String detail;
  private final transient List<Finding> findings;

  /// @param status the HTTP status, 400 to 599
  /// @param code stable and kebab-case, e.g. `portfolio-not-found`; the last part of `type`
  /// @param detail a sentence for the person who asked
  /// @param findings one per place that is wrong; empty when the request is refused as a whole
  public ProblemException(int status, String code, String detail, List<Finding> findings) {
    super(status + " " + code + ": " + detail);
    this.status = status;
    this.code = code;
    this.findings = List.copyOf(findings);
    this.detail = detail;
  }

  public ProblemException(int status, String code, String detail) {
    this(status, code, detail, List.of());
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

  public List<Finding> findings() {
    return findings;
  }
}
