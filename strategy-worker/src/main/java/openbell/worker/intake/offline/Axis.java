package openbell.worker.intake.offline;

import java.util.List;
import openbell.model.strategy.ParamSpec;
import org.jspecify.annotations.Nullable;

/// One parameter of a sweep and the values it takes.
///
/// @param target id of the node, or `capital`
/// @param values numbers, texts or flags, as parameters hold them; never empty
/// @param own the document's value, or null when it has none
record Axis(String target, ParamSpec spec, List<Object> values, @Nullable Object own) {
  Axis {
    values = List.copyOf(values);
  }

  /// As the reader wrote it, e.g. `fast.period`.
  String name() {
    return target + "." + spec.name();
  }

  String label(int index) {
    return label(values.get(index));
  }

  static String label(Object value) {
    if (!(value instanceof Double number)) {
      return String.valueOf(value);
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString(number.longValue()) : Double.toString(number);
  }

  /// Index of the document's own value, -1 when it is not among them.
  int ownIndex() {
    return own == null ? -1 : values.indexOf(own);
  }
}
