package openbell.scheduler.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import openbell.model.strategy.Finding;
import openbell.model.wire.WireJson;
import openbell.scheduler.submit.FieldReader;

/// Reads small bodies strictly: no unknown field, no second value, no trailing bytes.
public final class JacksonFields implements FieldReader {
  private static final int LONGEST_ECHO = 60;

  private final JsonMapper json = WireJson.documents();

  @Override
  public Answer read(byte[] body, Set<String> allowed) {
    JsonNode root;
    try {
      root = json.readTree(body);
    } catch (JsonProcessingException e) {
      return new Answer.Malformed("The body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      return new Answer.Malformed("The body cannot be read.");
    }
    if (root == null || !root.isObject()) {
      return new Answer.Malformed("The body must be a JSON object.");
    }
    List<Finding> findings = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    root.properties()
        .forEach(field -> take(field.getKey(), field.getValue(), allowed, values, findings));
    return findings.isEmpty() ? new Answer.Fields(values) : new Answer.Invalid(findings);
  }

  private static void take(
      String name,
      JsonNode value,
      Set<String> allowed,
      Map<String, String> values,
      List<Finding> findings) {
    String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
    if (!allowed.contains(name)) {
      findings.add(
          error(
              "S002",
              pointer,
              "There is no field " + cut(name) + ".",
              "Use " + String.join(", ", new TreeSet<>(allowed)) + "."));
    } else if (value.isTextual()) {
      values.put(name, value.textValue());
    } else {
      findings.add(error("S003", pointer, "It must be a text.", "Put it into quotation marks."));
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
  }

  private static Finding error(String code, String pointer, String message, String hint) {
    return new Finding(code, Finding.Severity.ERROR, pointer, message, hint);
  }
}
