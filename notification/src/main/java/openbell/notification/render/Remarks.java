package openbell.notification.render;

import java.util.ArrayList;
import java.util.List;
import openbell.model.message.NotificationRequested;
import openbell.model.run.Purpose;
import openbell.model.signal.SignalReport;

/// What is special about a report. Lateness, age and revision of data come as English sentences
/// from the services that found them; they are recognised by their beginning or end, and passed on
/// as they are.
final class Remarks {

  /// Notes in a letter; the run's page has them all.
  static final int MOST_NOTES = 10;

  private Remarks() {}

  static boolean isLate(SignalReport report) {
    return report.notes().stream().anyMatch(note -> note.startsWith("This run is late"));
  }

  static boolean isStale(SignalReport report) {
    return report.notes().stream()
        .anyMatch(
            note -> note.contains(" has no bar for ") || note.endsWith(" are not up to date."));
  }

  static boolean isRestated(SignalReport report) {
    return report.notes().stream()
        .anyMatch(note -> note.startsWith("History of ") || note.endsWith("its past was revised."));
  }

  /// In a word or two each.
  static List<String> badges(NotificationRequested request, Words words) {
    SignalReport report = request.report();
    List<String> badges = new ArrayList<>();
    add(badges, isLate(report), "badge.late", words);
    add(badges, request.revision() > 1, "badge.correction", words);
    add(badges, isStale(report), "badge.stale", words);
    add(badges, isRestated(report), "badge.restated", words);
    add(badges, request.run().purpose() == Purpose.MANUAL, "badge.byHand", words);
    return badges;
  }

  static List<String> notes(SignalReport report) {
    List<String> notes = Plain.sentences(report.notes());
    return notes.subList(0, Math.min(MOST_NOTES, notes.size()));
  }

  private static void add(List<String> badges, boolean there, String key, Words words) {
    if (there) {
      badges.add(words.say(key));
    }
  }
}
