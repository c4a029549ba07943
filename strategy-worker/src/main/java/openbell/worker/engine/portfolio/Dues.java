package openbell.worker.engine.portfolio;

/// Answers when the next period of a frequency begins; asked for days of one period in a row, it
/// looks only once into the calendar of months.
final class Dues {
  private final Frequency frequency;
  private int begin = Integer.MAX_VALUE;
  private int end = Integer.MIN_VALUE;

  Dues(Frequency frequency) {
    this.frequency = frequency;
  }

  /// Epoch day of the first day after the period that holds `day`.
  int next(int day) {
    if (day < begin || day >= end) {
      begin = day;
      end = frequency.next(day);
    }
    return end;
  }

  /// True when a bar of `day` is the first of its period, the bar before it being of `before`.
  boolean begins(int before, int day) {
    return day >= next(before);
  }
}
