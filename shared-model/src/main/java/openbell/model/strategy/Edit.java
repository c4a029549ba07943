package openbell.model.strategy;

import org.jspecify.annotations.Nullable;

/// One step of a JSON Patch (RFC 6902).
///
/// @param op `add`, `remove`, `replace` or `move`
/// @param path JSON pointer to the place that changes
/// @param from for `move`: where the value comes from; otherwise null
/// @param value for `add` and `replace`: number, text, flag, list or map; otherwise null
public record Edit(String op, String path, @Nullable String from, @Nullable Object value) {

  /// Puts `value` at a place that may be empty; `-` as the last part means the end of an array.
  public static Edit add(String path, Object value) {
    return new Edit("add", path, null, value);
  }

  public static Edit remove(String path) {
    return new Edit("remove", path, null, null);
  }

  public static Edit replace(String path, Object value) {
    return new Edit("replace", path, null, value);
  }

  public static Edit move(String from, String path) {
    return new Edit("move", path, from, null);
  }
}
