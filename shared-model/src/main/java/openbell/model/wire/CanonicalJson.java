package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// JSON with one spelling per value: keys sorted, no white space, numbers in their shortest form.
///
/// Absent and null are the same thing here, and so are NaN and the infinities: such a field is left
/// out, and in an array it becomes null.
final class CanonicalJson {
  /// Beyond this a double no longer holds every whole number, so the exponent form is more honest.
  private static final double LARGEST_PLAIN = 1e15;

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private CanonicalJson() {}

  static byte[] bytes(JsonNode tree) {
    return text(tree).getBytes(StandardCharsets.UTF_8);
  }

  static String text(JsonNode tree) {
    StringBuilder out = new StringBuilder(1024);
    write(tree, out);
    return out.toString();
  }

  /// The shortest text that reads back as the same double: `50`, not `50.0`.
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, out);
      case ARRAY -> array(node, out);
      case STRING -> string(node.textValue(), out);
      case NUMBER -> out.append(absent(node) ? "null" : numberText(node));
      case BOOLEAN -> out.append(node.booleanValue());
      case BINARY, MISSING, NULL, POJO -> out.append("null");
    }
  }

  private static void object(JsonNode node, StringBuilder out) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    out.append('{');
    boolean first = true;
    for (String name : names) {
      JsonNode value = node.get(name);
      if (absent(value)) {
        continue;
      }
      if (!first) {
        out.append(',');
      }
      first = false;
      string(name, out);
      out.append(':');
      write(value, out);
    }
    out.append('}');
  }

  private static void array(JsonNode node, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(node.get(i), out);
    }
    out.append(']');
  }

  private static boolean absent(JsonNode node) {
    return node.isNull()
        || node.isMissingNode()
        || (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()));
  }

  private static String numberText(JsonNode node) {
    return node.isIntegralNumber() ? node.asText() : number(node.doubleValue());
  }

  static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
