package openbell.scheduler.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import openbell.model.calendar.Calendars;
import openbell.model.run.FailureReason;
import openbell.model.wire.CalendarOverrideCodec;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.scheduler.schedule.CalendarSource;
import org.jspecify.annotations.Nullable;

/// The calendars with the overrides of a file, which is read again whenever it changes.
///
/// A file that is not there overrides nothing. People are told once about a file that is wrong, and
/// what was known before stays.
public final class FileCalendars implements CalendarSource {
  private final @Nullable Path file;
  private final AlertSink alerts;
  private volatile State state;

  /// @param file null when there is none
  /// @param alerts hears what is wrong with a changed file
  /// @throws IllegalArgumentException when the file is wrong from the beginning
  public FileCalendars(@Nullable Path file, AlertSink alerts) {
    this.file = file;
    this.alerts = alerts;
    String mark = mark();
    this.state = new State(mark, mark.isEmpty() ? Calendars.builtIn() : read());
  }

  @Override
  public Calendars now() {
    String mark = mark();
    return mark.equals(state.mark()) ? state.calendars() : reload(mark);
  }

  private synchronized Calendars reload(String mark) {
    if (!mark.equals(state.mark())) {
      Calendars known = state.calendars();
      try {
        known = mark.isEmpty() ? Calendars.builtIn() : read();
      } catch (IllegalArgumentException e) {
        alerts.raise(
            new Alert(
                FailureReason.CALENDAR_OUTDATED,
                e.getMessage() + " The calendars stay as they were.",
                Map.of("setting", "openbell.calendar.override")));
      }
      state = new State(mark, known);
    }
    return state.calendars();
  }

  private Calendars read() {
    try {
      return file == null
          ? Calendars.builtIn()
          : CalendarOverrideCodec.apply(Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Calendars.builtIn();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The calendar override file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The calendar override file %s is wrong: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /// Tells one state of the file from another; empty when there is no file.
  private String mark() {
    if (file == null) {
      return "";
    }
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.lastModifiedTime() + " " + found.size() + " " + found.fileKey();
    } catch (NoSuchFileException _) {
      return "";
    } catch (IOException e) {
      return "unreadable " + e.getMessage();
    }
  }

  private record State(String mark, Calendars calendars) {}
}
