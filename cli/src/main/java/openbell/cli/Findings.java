package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/// What a service found in a document, with the lines of the file it came from.
final class Findings {
  private final ServiceOptions options;
  private final Path file;
  private final byte[] bytes;

  Findings(ServiceOptions options, Path file, byte[] bytes) {
    this.options = options;
    this.file = file;
    this.bytes = bytes;
  }

  /// For programs they are in the answer itself, or on the error output as they came.
  ///
  /// @param findings each with a pointer, a code, a detail or message, and a hint
  void print(JsonNode findings, String word) {
    DocumentText text = DocumentText.of(bytes);
    for (JsonNode finding : findings) {
      String pointer = finding.path("pointer").asText();
      String where = text.line(pointer).map(line -> file + ":" + line).orElse(file.toString());
      String detail = finding.path("detail").asText(finding.path("message").asText());
      options.aside(
          TextTable.plain(
              "%s %s %s: %s%s"
                  .formatted(where, word, finding.path("code").asText(), detail, at(pointer))));
      String hint = finding.path("hint").asText();
      if (!hint.isEmpty()) {
        options.aside("  fix  " + TextTable.plain(hint));
      }
    }
  }

  private static String at(String pointer) {
    return pointer.isEmpty() ? "" : " (" + pointer + ")";
  }
}
