package openbell.worker.engine.series;

import java.util.Optional;

/// A number series that every symbol has.
public enum Column {
  OPEN("Open"),
  HIGH("High"),
  LOW("Low"),
  CLOSE("Close"),
  VOLUME("Volume"),
  HL2("HL2"),
  HLC3("HLC3"),
  OHLC4("OHLC4");

  private final String title;

  Column(String title) {
    this.title = title;
  }

  /// As documents write it; case matters.
  public static Optional<Column> named(String title) {
    for (Column column : values()) {
      if (column.title.equals(title)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  public String title() {
    return title;
  }

  /// True when the column is made from the day's high or low.
  public boolean readsRange() {
    return switch (this) {
      case HIGH, LOW, HL2, HLC3, OHLC4 -> true;
      case OPEN, CLOSE, VOLUME -> false;
    };
  }
}
