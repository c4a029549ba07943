package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openbell.model.calendar.CalendarDay;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineEvent.Tone;
import openbell.runtime.timeline.TimelinePart;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.scheduler.schedule.CalendarSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The scheduler's part of the timeline: the tick, its outcome, and every run of the session.
public final class ScheduleTimeline implements TimelinePart {
  private static final String SERVICE = "portfolio-scheduler";

  private static final String WHERE =
      " where owner = :owner and portfolio_id = :portfolio and market = :market"
          + " and session = :session ";
  private static final String TICK =
      "select verdict, outcome, reason, due_at, recorded_at, deadline, finished_at, merged_into"
          + " from scheduler.schedule_ledger"
          + WHERE;
  private static final String RUNS =
      "select purpose, revision, state, requested_at, finished_at, attempts, detail"
          + " from scheduler.run"
          + WHERE
          + "and purpose <> 'PREVIEW' order by requested_at";

  private final Database database;
  private final CalendarSource calendars;

  public ScheduleTimeline(Jdbi jdbi, CalendarSource calendars) {
    this.database = new Database(jdbi);
    this.calendars = calendars;
  }

  @Override
  public String service() {
    return SERVICE;
  }

  @Override
  public List<TimelineEvent> events(TimelineQuestion question) {
    return database.ask(
        handle -> {
          List<TimelineEvent> events = new ArrayList<>();
          bind(handle, TICK, question).map((row, _) -> tick(row)).forEach(events::addAll);
          if (events.isEmpty()) {
            events.add(noTick(question));
          }
          bind(handle, RUNS, question).map((row, _) -> run(row)).forEach(events::addAll);
          return events;
        });
  }

  private static Query bind(Handle handle, String sql, TimelineQuestion question) {
    return handle
        .createQuery(sql)
        .bind("owner", question.owner().value())
        .bind("portfolio", question.portfolio().value())
        .bind("market", question.session().market())
        .bind("session", question.session().date());
  }

  private static List<TimelineEvent> tick(ResultSet row) throws SQLException {
    List<TimelineEvent> events = new ArrayList<>();
    Instant recorded = Database.instant(row, "recorded_at");
    String reason = row.getString("reason");
    String due = "Due at " + Database.instant(row, "due_at") + ".";
    events.add(
        row.getString("verdict").equals("FIRE")
            ? event(recorded, "Tick", due, Tone.GOOD)
            : event(recorded, "Tick without a run", (due + " " + reason).strip(), Tone.CALM));
    Instant finished = Database.instantOrNull(row, "finished_at");
    String outcome = row.getString("outcome");
    events.add(
        switch (outcome) {
          case "RAN" -> event(finished, "The session ran", reason, Tone.GOOD);
          case "LATE" -> event(finished, "The session ran late", reason, Tone.WAIT);
          case "PAUSED" -> event(recorded, "Paused", reason, Tone.CALM);
          case "NO_SESSION" -> event(recorded, "No session", reason, Tone.CALM);
          case "MISSED" ->
              event(finished == null ? recorded : finished, "Missed", reason, Tone.BAD);
          default -> event(null, "A run is expected", expected(row), Tone.WAIT);
        });
    return events;
  }

  private static String expected(ResultSet row) throws SQLException {
    Instant deadline = Database.instantOrNull(row, "deadline");
    return deadline == null ? "" : "It has until " + deadline + ".";
  }

  private static List<TimelineEvent> run(ResultSet row) throws SQLException {
    String name =
        "%s run, revision %d"
            .formatted(row.getString("purpose").toLowerCase(Locale.ROOT), row.getInt("revision"));
    Instant finished = Database.instantOrNull(row, "finished_at");
    String detail = row.getString("detail");
    int attempts = row.getInt("attempts");
    return List.of(
        event(Database.instant(row, "requested_at"), "Run asked for", "A " + name + ".", Tone.CALM),
        switch (row.getString("state")) {
          case "DONE" -> event(finished, "Run done", "The " + name + ".", Tone.GOOD);
          case "FAILED" ->
              event(
                  finished,
                  "Run failed",
                  "%s Attempts: %d.".formatted(detail == null ? "" : detail, attempts).strip(),
                  Tone.BAD);
          default ->
              event(null, "Run not done yet", "It waits for a worker, or is computed.", Tone.WAIT);
        });
  }

  /// Nothing was written down, so the calendar is asked why.
  private TimelineEvent noTick(TimelineQuestion question) {
    String why =
        calendars
            .now()
            .find(question.session().market())
            .map(calendar -> calendar.day(question.session().date()))
            .map(
                day ->
                    switch (day) {
                      case CalendarDay.Closed closed ->
                          "The exchange is closed that day: " + closed.reason() + ".";
                      case CalendarDay.BeyondHorizon _ -> "The calendar does not know that day.";
                      case CalendarDay.Trading _ ->
                          "The session is not due yet, or the portfolio is younger than it.";
                    })
            .orElse("There is no such exchange.");
    return event(null, "No tick", why, Tone.CALM);
  }

  private static TimelineEvent event(@Nullable Instant at, String what, String detail, Tone tone) {
    return new TimelineEvent(at, SERVICE, what, detail, tone);
  }
}
