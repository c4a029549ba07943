package openbell.model.strategy;

/// One remark about a document.
///
/// @param code stable, e.g. `V101`: S = structure, V = meaning, W = warning, I = information
/// @param pointer JSON pointer (RFC 6901) to the place, empty for the whole document
/// @param hint what to do about it; may be empty
public record Finding(String code, Severity severity, String pointer, String message, String hint) {

  /// Errors refuse a document; warnings are kept with it; information is only shown.
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  /// True when the document is refused because of it.
  public boolean refuses() {
    return severity == Severity.ERROR;
  }
}
