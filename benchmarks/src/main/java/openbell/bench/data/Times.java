package openbell.bench.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/// How long each of many calls took, in nanoseconds, ascending.
record Times(long[] nanos) {

  /// Calls until the code is warm, then measures.
  ///
  /// @param keep takes every result, so that no work is left out
  static <T> Times measure(int warmUp, int calls, Supplier<T> work, Keeper<T> keep) {
    for (int i = 0; i < warmUp; i++) {
      keep.keep(work.get());
    }
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      long before = System.nanoTime();
      T result = work.get();
      nanos[i] = System.nanoTime() - before;
      keep.keep(result);
    }
    Arrays.sort(nanos);
    return new Times(nanos);
  }

  /// Takes a result.
  interface Keeper<T> {
    void keep(T result);
  }

  /// @param share e.g. 0.99
  double micros(double share) {
    return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))] / 1e3;
  }

  double median() {
    return micros(0.5);
  }

  /// One row of a table.
  String row(String title) {
    return String.format(
        Locale.ROOT, "%-52s %,12.0f %,12.0f %10d", title, median(), micros(0.99), nanos.length);
  }

  static String header() {
    return String.format(Locale.ROOT, "%-52s %12s %12s %10s", "", "p50, us", "p99, us", "calls");
  }
}
