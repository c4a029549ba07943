package openbell.model.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One remark about a document.
///
/// @param code stable, e.g. `V101`: S = structure, V = meaning, W = warning, I = information
/// @param pointer JSON pointer (RFC 6901) to the place, empty for the whole document
/// @param hint what to do about it; may be empty
/// @param fix a JSON Patch of the document that makes the finding go away; empty when only its
///     author can know what was meant
public record Finding(
    String code, Severity severity, String pointer, String message, String hint, List<Edit> fix) {

  /// Errors refuse a document; warnings are kept with it; information is only shown.
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  public Finding {
    fix = whole(fix);
  }

  public Finding(String code, Severity severity, String pointer, String message, String hint) {
    this(code, severity, pointer, message, hint, List.of());
  }

  /// Findings that were stored before there were fixes have none.
  private static List<Edit> whole(@Nullable List<Edit> fix) {
    return fix == null ? List.of() : List.copyOf(fix);
  }

  /// True when the document is refused because of it.
  public boolean refuses() {
    return severity == Severity.ERROR;
  }
}
