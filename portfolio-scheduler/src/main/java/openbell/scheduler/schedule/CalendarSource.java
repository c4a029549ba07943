package openbell.scheduler.schedule;

import openbell.model.calendar.Calendars;

/// The trading calendars as they are known now: a closure that is announced at breakfast is in the
/// next answer.
public interface CalendarSource {
  /// A snapshot; whoever needs several answers that agree takes one and keeps it.
  Calendars now();
}
