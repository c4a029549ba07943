package openbell.runtime.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import openbell.runtime.rest.Problem.PlaceError;
import org.jspecify.annotations.Nullable;

/// Explains why a body could not be read, with the place, and without the names of our classes.
final class JsonProblem {
  private static final int LONGEST_ECHO = 60;
  private static final String DETAIL = "The request body cannot be used.";

  private JsonProblem() {}

  static Problem of(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknownProperty(unknown);
      case ValueInstantiationException illegal -> illegalValue(illegal);
      case MismatchedInputException wrong -> wrongType(wrong);
      case StreamConstraintsException _ ->
          place(400, "", "S-LIMIT", "The JSON is nested too deeply, or a value is too long.", "");
      default -> syntax(e);
    };
  }

  private static Problem unknownProperty(UnrecognizedPropertyException e) {
    Collection<Object> known = e.getKnownPropertyIds();
    String names =
        known == null
            ? ""
            : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    return place(
        400,
        pointer(e),
        "S-UNKNOWN",
        "There is no property " + quoted(e.getPropertyName()) + " here.",
        names.isEmpty() ? "Remove it." : "Known here: " + names + ".");
  }

  private static Problem illegalValue(ValueInstantiationException e) {
    String detail =
        e.getCause() instanceof IllegalArgumentException ours && ours.getMessage() != null
            ? cut(ours.getMessage(), 200)
            : "This value is not possible here.";
    return place(422, pointer(e), "S-VALUE", detail, "");
  }

  private static Problem wrongType(MismatchedInputException e) {
    Class<?> target = e.getTargetType();
    if (target == null || e.getPath().isEmpty()) {
      return place(400, pointer(e), "S-TYPE", "The body must be a JSON object.", "");
    }
    return place(400, pointer(e), "S-TYPE", "This must be " + form(target) + ".", "");
  }

  private static Problem syntax(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where =
        at == null ? "" : "Line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    String pointer = e instanceof JsonMappingException mapped ? pointer(mapped) : "";
    return place(400, pointer, "S-SYNTAX", where + "this is not JSON as RFC 8259 has it.", "");
  }

  private static Problem place(
      int status, String pointer, String code, String detail, String hint) {
    String name = status == 422 ? "invalid-body" : "unreadable-body";
    return Problem.of(status, name, DETAIL, List.of(new PlaceError(pointer, code, detail, hint)));
  }

  /// What a person would call a type.
  private static String form(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == String.class) {
      return "text in quotes";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return "a number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    if (type == LocalDate.class) {
      return "a date like \"2018-06-15\"";
    }
    if (type == Instant.class) {
      return "a time like \"2018-06-15T13:30:00Z\"";
    }
    return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? Integer.toString(Math.max(step.getIndex(), 0))
                    : cut(step.getFieldName(), LONGEST_ECHO).replace("~", "~0").replace("/", "~1"))
        .map(step -> "/" + step)
        .collect(Collectors.joining());
  }

  private static String quoted(@Nullable String name) {
    return name == null ? "" : "'" + cut(name, LONGEST_ECHO) + "'";
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
