package openbell.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.scheduler.schedule.Horizon.Notice;

/// Tells people in time that the calendar of an exchange in use ends.
///
/// What was told is remembered in memory only: after a restart, and by a second scheduler, the
/// notice that is due is given once more, which harms nobody.
public final class HorizonWatch {
  private final ScheduleLedger ledger;
  private final CalendarSource calendars;
  private final AlertSink alerts;
  private final Map<String, Notice> told = new HashMap<>();

  public HorizonWatch(ScheduleLedger ledger, CalendarSource calendars, AlertSink alerts) {
    this.ledger = ledger;
    this.calendars = calendars;
    this.alerts = alerts;
  }

  /// Looks at every exchange that a living portfolio uses, and gives the notices that are new: one
  /// alert for exchanges that end on the same date and are told the same.
  ///
  /// @return all that were looked at, by market
  public synchronized List<Horizon> look(Instant now) {
    List<Horizon> used = Horizon.of(ledger.schedules(), calendars.now(), now);
    told.keySet().retainAll(used.stream().map(Horizon::market).collect(Collectors.toSet()));
    Map<LocalDate, Map<Notice, List<Horizon>>> fresh = new TreeMap<>();
    for (Horizon horizon : used) {
      Optional<Notice> due = horizon.notice();
      if (due.isEmpty()) {
        told.remove(horizon.market());
      } else if (due.get() != told.put(horizon.market(), due.get())) {
        fresh
            .computeIfAbsent(horizon.last(), _ -> new EnumMap<>(Notice.class))
            .computeIfAbsent(due.get(), _ -> new ArrayList<>())
            .add(horizon);
      }
    }
    fresh.values().forEach(notices -> notices.values().forEach(this::tell));
    return used;
  }

  private void tell(List<Horizon> ending) {
    Map<String, String> keys =
        Map.of(
            "exchanges",
            ending.stream().map(Horizon::market).collect(Collectors.joining(",")),
            "horizon",
            ending.getFirst().last().toString());
    alerts.raise(new Alert(FailureReason.CALENDAR_OUTDATED, Horizon.text(ending), keys));
  }
}
