package openbell.scheduler.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.Manifest.Input;
import openbell.scheduler.intake.ReportPage.Fact;

/// Who wrote a run, when, and with what around it.
final class Provenance {
  private Provenance() {}

  /// Only what was noted: older runs noted less.
  static List<Fact> of(Manifest manifest) {
    List<Fact> facts = new ArrayList<>();
    String calendar = manifest.calendarVersion();
    String tzdb = manifest.tzdb();
    String writer = manifest.writtenBy();
    if (calendar != null) {
      facts.add(new Fact("Calendars", calendar));
    }
    if (tzdb != null) {
      facts.add(new Fact("Time zone rules", tzdb));
    }
    if (writer != null) {
      facts.add(new Fact("Written by", writer));
    }
    facts.add(new Fact("Written at", Show.moment(manifest.createdAt())));
    for (Input input : manifest.inputs()) {
      facts.add(new Fact(input.symbol() + " from", input.source() + age(manifest, input)));
    }
    return facts;
  }

  /// How old the answer of the source was when the run was written.
  private static String age(Manifest manifest, Input input) {
    Instant fetched = input.fetchedAt();
    if (fetched == null) {
      return "";
    }
    Duration age = Duration.between(fetched, manifest.createdAt());
    long minutes = Math.max(0, age.toMinutes());
    String words =
        minutes < 1
            ? "less than a minute"
            : minutes < 120
                ? minutes + " min"
                : minutes < 2_880 ? age.toHours() + " h" : age.toDays() + " days";
    return ", fetched " + Show.moment(fetched) + ", " + words + " old";
  }
}
