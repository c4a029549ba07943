package openbell.model.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.message.Message;
import org.jspecify.annotations.Nullable;

/// Writes `docs/messages.md` from the records themselves.
final class MessageReference {
  private static final String HEAD =
      """
      # Messages

      Generated from `openbell.model.message`; do not edit. `MessageCodecTest` fails when this file differs, and writes it
      with `-Dopenbell.write=true`.

      On the wire a message is one JSON object:
      `{"type": …, "version": 1, "id": …, "occurredAt": …, "traceparent": …, "payload": {…}}`.

      - `type` is the name in the headings below, `id` the message's key: two messages with one key are the same message.
      - Unknown fields are ignored. An unknown type or version, or a payload that is not legal, is `UNREADABLE_MESSAGE`.
      - Times are ISO 8601 in UTC, dates are `year-month-day`, durations are ISO 8601, prices and money are decimal texts.
      - A field marked *optional* is left out when there is nothing to say; null is never written.
      - Keys are sorted. Fields may be added; nothing is renamed; a changed meaning is a new version.

      Golden messages are in `shared-model/src/test/resources/wire`: `type.v1.json`, and `type.v1-2.json` where fields were added.
      """;

  private MessageReference() {}

  static String markdown() {
    StringBuilder out = new StringBuilder(HEAD);
    Deque<Class<?>> waiting = new ArrayDeque<>();
    Set<Class<?>> seen = new LinkedHashSet<>();
    for (Message message : Samples.messages()) {
      out.append("\n## ").append(MessageCodec.wireName(message)).append("\n\n");
      table(message.getClass(), out, waiting);
      seen.add(message.getClass());
    }
    out.append("\n# Their parts\n");
    while (!waiting.isEmpty()) {
      Class<?> type = waiting.poll();
      if (seen.add(type)) {
        part(type, out, waiting);
      }
    }
    return out.toString();
  }

  private static void part(Class<?> type, StringBuilder out, Deque<Class<?>> waiting) {
    out.append("\n## ").append(type.getSimpleName()).append("\n\n");
    if (type.isEnum()) {
      String constants =
          Arrays.stream(type.getEnumConstants())
              .map(constant -> "`" + constant + "`")
              .collect(Collectors.joining(", "));
      out.append("One of ").append(constants).append(".\n");
    } else if (type.isSealed()) {
      out.append("One of these, told apart by `kind`: ");
      out.append(
          Arrays.stream(type.getPermittedSubclasses())
              .map(Class::getSimpleName)
              .collect(Collectors.joining(", ")));
      out.append(".\n");
      waiting.addAll(Arrays.asList(type.getPermittedSubclasses()));
    } else {
      table(type, out, waiting);
    }
  }

  private static void table(Class<?> type, StringBuilder out, Deque<Class<?>> waiting) {
    out.append("| field | type | |\n|---|---|---|\n");
    for (RecordComponent component : type.getRecordComponents()) {
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      out.append("| `")
          .append(component.getName())
          .append("` | ")
          .append(say(component.getGenericType(), waiting))
          .append(optional ? " | optional |\n" : " | |\n");
    }
  }

  private static String say(Type type, Deque<Class<?>> waiting) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return of.length == 1
          ? "list of " + say(of[0], waiting)
          : "object of " + say(of[1], waiting) + " by name";
    }
    Class<?> plain = (Class<?>) type;
    return switch (plain.getSimpleName()) {
      case "String", "Owner", "PortfolioId", "RunId" -> "text";
      case "int", "long", "Integer" -> "whole number";
      case "double", "Double" -> "number";
      case "BigDecimal" -> "decimal text";
      case "boolean", "Boolean" -> "true or false";
      case "LocalDate" -> "date";
      case "Instant" -> "time";
      case "Duration" -> "duration";
      case "LocalTime" -> "time of day";
      case "ZoneId" -> "time zone";
      case "Object" -> "any value";
      default -> {
        waiting.add(plain);
        yield plain.getSimpleName();
      }
    };
  }
}
