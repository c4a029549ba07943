package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openbell.notification.adapter.CrashLife.Case;
import openbell.notification.adapter.CrashLife.Situation;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Stops the sender before every step that leaves a trace, and so after the one before it, for
/// every
/// answer a provider can give and everything else that may happen to a mail, and lets it start
/// again: from nowhere are two possibly-accepted requests reached, and nothing is left without an
/// end.
///
/// `target/crash-points.md` lists every crash point with the state that was found.
class CrashTest {

  /// More than any attempt takes; the walk stops by itself when a run meets no crash.
  private static final int MOST_POINTS = 100;

  private static final SendOutcome YES = new SendOutcome.Accepted("m-1");
  private static final SendOutcome LOST = new SendOutcome.Unclear("lost");
  private static final List<SendOutcome> ANSWERS =
      List.of(
          YES,
          new SendOutcome.NotNow("busy", true),
          new SendOutcome.Never("no", false),
          new SendOutcome.Never("suspended", true),
          new SendOutcome.OutOfQuota("full"),
          LOST);

  private static final List<String> REPORT = new ArrayList<>();

  private final LedgerDatabase database = new LedgerDatabase();
  private int portfolios;

  @AfterAll
  static void tell() throws IOException {
    StringBuilder page = new StringBuilder("# Crash points of the send ledger\n\n");
    page.append("One process ends at each point; another one goes on. Requests: how many may have")
        .append(
            " been accepted.\n\n| situation | answer | crash | state found | requests | end |\n")
        .append("|---|---|---|---|---|---|\n");
    REPORT.forEach(row -> page.append(row).append('\n'));
    Path report = Path.of("target", "crash-points.md");
    Files.createDirectories(report.getParent());
    Files.writeString(report, page);
    System.out.println("crash points walked: " + REPORT.size());
  }

  @Test
  void neverReachesTwoPossiblyAcceptedRequestsWhereverItStops() {
    ANSWERS.forEach(answer -> walk(Situation.NOTHING, answer, false));
  }

  @Test
  void believesTheProvidersEventWhereverItStops() {
    for (SendOutcome answer : List.of(YES, LOST)) {
      // When
      List<CrashLife> early = walk(Situation.EARLY_EVENT, answer, false);
      walk(Situation.LATE_EVENT, answer, false);
      List<CrashLife> thrownAway = walk(Situation.THROWN_AWAY, answer, false);
      // Then
      assertThat(early.getLast().end().state()).isEqualTo(LedgerState.ACCEPTED);
      assertThat(thrownAway.getLast().end().state()).isEqualTo(LedgerState.REJECTED);
    }
  }

  @Test
  void sendsNothingToWhoIsGoneWhereverItStops() {
    for (Situation gone : List.of(Situation.SUPPRESSED, Situation.UNSUBSCRIBED, Situation.MERGED)) {
      for (CrashLife life : walk(gone, YES, false)) {
        assertThat(life.possiblyAccepted).as("%s %s", gone, life.crashedAt).isZero();
        assertThat(life.end().state()).isEqualTo(LedgerState.SUPPRESSED);
      }
    }
  }

  @Test
  void alwaysEndsWithAWrittenFileWhereverItStops() {
    for (CrashLife life : walk(Situation.NOTHING, YES, true)) {
      assertThat(life.end().state()).as(life.crashedAt).isEqualTo(LedgerState.ACCEPTED);
    }
  }

  private List<CrashLife> walk(Situation situation, SendOutcome answer, boolean file) {
    List<CrashLife> lives = new ArrayList<>();
    for (int point = 0; point < MOST_POINTS; point++) {
      // Given
      Case what = new Case(situation, answer, point, file);
      CrashLife life = new CrashLife(database, what, portfolios++);
      // When
      boolean crashed = life.live();
      // Then
      LedgerEntry end = life.end();
      REPORT.add(row(what, life, end));
      if (!file) {
        assertThat(life.possiblyAccepted).as("%s", what).isLessThanOrEqualTo(1);
      }
      assertThat(end.state()).as("%s", what).isNotIn(LedgerState.PENDING, LedgerState.SENDING);
      assertThat(end.state() != LedgerState.UNKNOWN || end.parked()).as("%s", what).isTrue();
      lives.add(life);
      if (!crashed) {
        return lives;
      }
    }
    throw new AssertionError("the walk does not end");
  }

  private static String row(Case what, CrashLife life, LedgerEntry end) {
    return "| %s%s | %s | %s | %s | %d | %s%s |"
        .formatted(
            what.situation().name().toLowerCase(Locale.ROOT),
            what.file() ? ", file" : "",
            what.answer().getClass().getSimpleName(),
            life.crashedAt,
            life.foundState.isEmpty() ? "-" : life.foundState,
            life.possiblyAccepted,
            end.state(),
            end.reason().isEmpty() ? "" : ": " + end.reason());
  }
}
