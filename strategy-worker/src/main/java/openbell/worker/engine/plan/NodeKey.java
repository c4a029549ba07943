package openbell.worker.engine.plan;

import java.util.List;
import java.util.Map;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.Fingerprint;

/// Names a node by what it computes: two nodes with one key have the same values on the same bars.
///
/// The first 128 bits of a SHA-256 over the operation, its complete parameters and the keys of its
/// inputs. Ids, labels and portfolios are no part of it, so that portfolios can share results; the
/// data hash joins it where values are kept.
public record NodeKey(long high, long low) {
  /// Rises when any kernel or rule changes its results.
  public static final int SEMANTICS = 1;

  static NodeKey of(String operation, Params params, List<NodeKey> inputs, int... outputs) {
    Fingerprint fingerprint = Fingerprint.small().add((long) SEMANTICS).add(operation);
    add(fingerprint, params.values());
    for (int i = 0; i < inputs.size(); i++) {
      NodeKey input = inputs.get(i);
      fingerprint.add(input.high).add(input.low).add((long) outputs[i]);
    }
    byte[] bytes = fingerprint.bytes();
    return new NodeKey(number(bytes, 0), number(bytes, Long.BYTES));
  }

  private static void add(Fingerprint fingerprint, Object value) {
    switch (value) {
      case Double number -> fingerprint.add("n").add(number.doubleValue());
      case Map<?, ?> map -> {
        fingerprint.add("m").add((long) map.size());
        map.forEach(
            (name, inner) -> {
              fingerprint.add(String.valueOf(name));
              add(fingerprint, inner);
            });
      }
      case List<?> list -> {
        fingerprint.add("l").add((long) list.size());
        list.forEach(inner -> add(fingerprint, inner));
      }
      default -> fingerprint.add("t").add(String.valueOf(value));
    }
  }

  private static long number(byte[] bytes, int from) {
    long number = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      number = (number << 8) | (bytes[i] & 0xff);
    }
    return number;
  }
}
