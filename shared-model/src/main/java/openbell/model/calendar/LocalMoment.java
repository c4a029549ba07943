package openbell.model.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// The moment that a clock on the wall shows a time. Pure.
public final class LocalMoment {
  private LocalMoment() {}

  /// Where the clocks were put forward over `time`, the first moment after the gap; where they were
  /// put back and show it twice, the first of the two.
  public static Instant of(LocalDate date, LocalTime time, ZoneId zone) {
    LocalDateTime wall = date.atTime(time);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
    return offsets.isEmpty()
        ? zone.getRules().getTransition(wall).getInstant()
        : wall.toInstant(offsets.getFirst());
  }
}
