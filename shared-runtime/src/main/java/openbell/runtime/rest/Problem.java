package openbell.runtime.rest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import openbell.model.strategy.Finding;

/// An error as every door of Openbell answers it: RFC 9457.
///
/// @param type `urn:openbell:problem:<code>`, stable
/// @param title the status in words
/// @param detail a sentence for the person who asked
/// @param errors one per place that is wrong
@JsonPropertyOrder({"type", "title", "status", "detail", "errors"})
public record Problem(
    String type, String title, int status, String detail, List<PlaceError> errors) {

  /// Most places that are named; more help nobody.
  static final int MOST_ERRORS = 100;

  private static final String PREFIX = "urn:openbell:problem:";
  private static final int UNPROCESSABLE = 422;

  public Problem {
    errors = errors.stream().limit(MOST_ERRORS).toList();
  }

  /// What is wrong at one place of the body.
  ///
  /// @param pointer JSON pointer (RFC 6901); empty for the whole document
  /// @param hint what to do about it; may be empty
  public record PlaceError(String pointer, String code, String detail, String hint) {

    static PlaceError of(Finding finding) {
      return new PlaceError(finding.pointer(), finding.code(), finding.message(), finding.hint());
    }
  }

  static Problem of(int status, String code, String detail, List<PlaceError> errors) {
    return new Problem(PREFIX + code, title(status), status, detail, errors);
  }

  static Problem of(int status, String code, String detail) {
    return of(status, code, detail, List.of());
  }

  static Problem of(ProblemException e) {
    return of(e.status(), e.code(), e.detail(), e.findings().stream().map(PlaceError::of).toList());
  }

  private static String title(int status) {
    if (status == UNPROCESSABLE) {
      return "Unprocessable Content";
    }
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }
}
