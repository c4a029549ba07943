package openbell.model.strategy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Parameters of a primitive by name: numbers, texts, flags, and nested maps or lists of these.
///
/// @param values in name order; a value is `Double`, `String`, `Boolean`, `List` or `Map` of these
public record Params(Map<String, Object> values) {
  public static final Params NONE = new Params(Map.of());

  public Params {
    TreeMap<String, Object> normal = new TreeMap<>();
    values.forEach((name, value) -> normal.put(name, normalise(value)));
    values = Collections.unmodifiableMap(normal);
  }

  /// One number type, whoever made the parameters: equal documents must be equal values.
  private static Object normalise(Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case List<?> list -> list.stream().map(Params::normalise).toList();
      case Map<?, ?> map -> {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((name, inner) -> sorted.put(String.valueOf(name), normalise(inner)));
        yield Collections.unmodifiableMap(sorted);
      }
      default -> value;
    };
  }

  /// The number called `name`, or `fallback` when it was not given.
  public double number(String name, double fallback) {
    return values.get(name) instanceof Double number ? number : fallback;
  }

  /// The whole number called `name`, or `fallback` when it was not given.
  public int integer(String name, int fallback) {
    return (int) number(name, fallback);
  }

  /// The text called `name`, or `fallback` when it was not given.
  public String text(String name, String fallback) {
    return values.get(name) instanceof String text ? text : fallback;
  }

  /// The flag called `name`, or `fallback` when it was not given.
  public boolean flag(String name, boolean fallback) {
    return values.get(name) instanceof Boolean flag ? flag : fallback;
  }

  /// Whatever was given under `name`, or null.
  public @Nullable Object value(String name) {
    return values.get(name);
  }
}
