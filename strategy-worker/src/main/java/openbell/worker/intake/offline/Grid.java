package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.List;

/// Every combination of the values of some axes; the last axis changes fastest.
record Grid(List<Axis> axes) {
  Grid {
    axes = List.copyOf(axes);
  }

  /// Number of combinations, at most {@link Integer#MAX_VALUE}.
  int size() {
    long size = 1;
    for (Axis axis : axes) {
      size = Math.min(Integer.MAX_VALUE, size * axis.values().size());
    }
    return (int) size;
  }

  /// Place of a combination's value on each axis.
  int[] places(int index) {
    int[] places = new int[axes.size()];
    int rest = index;
    for (int a = places.length - 1; a >= 0; a--) {
      int count = axes.get(a).values().size();
      places[a] = rest % count;
      rest /= count;
    }
    return places;
  }

  List<Object> values(int index) {
    int[] places = places(index);
    List<Object> values = new ArrayList<>();
    for (int a = 0; a < places.length; a++) {
      values.add(axes.get(a).values().get(places[a]));
    }
    return values;
  }

  /// Index of the document's own combination, -1 when the grid does not hold it.
  int own() {
    int index = 0;
    for (Axis axis : axes) {
      int place = axis.ownIndex();
      if (place < 0) {
        return -1;
      }
      index = index * axis.values().size() + place;
    }
    return index;
  }

  /// `fast.period 10, slow.period 100`.
  String label(int index) {
    int[] places = places(index);
    List<String> parts = new ArrayList<>();
    for (int a = 0; a < places.length; a++) {
      parts.add(axes.get(a).name() + " " + axes.get(a).label(places[a]));
    }
    return String.join(", ", parts);
  }
}
