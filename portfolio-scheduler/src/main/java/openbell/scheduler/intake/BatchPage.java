package openbell.scheduler.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import openbell.model.market.Session;
import openbell.scheduler.batch.MarketOpens.Cause;
import openbell.scheduler.batch.MarketOpens.Pace;
import openbell.scheduler.reconcile.RunLedger.Counts;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;

/// A session's batch as its page shows it.
///
/// @param said what was done before this page was shown; empty for nothing
/// @param causes why runs failed
/// @param bars the slowest runs
/// @param ticks of the bars' axis, from zero to the end
/// @param next id to continue after; empty on the last page
public record BatchPage(
    Title title,
    String said,
    Counts counts,
    PaceView pace,
    List<CauseView> causes,
    List<Bar> bars,
    List<String> ticks,
    List<RunRow> runs,
    String next) {
  /// Width of a bar's picture, in its own units.
  static final int WIDTH = 1_000;

  private static final int TICKS = 4;

  public boolean waiting() {
    return counts.queued() > 0;
  }

  /// How many of `WIDTH` units runs in one state fill in the meter.
  public int part(int runs) {
    return counts.all() == 0 ? 0 : (int) ((long) runs * WIDTH / counts.all());
  }

  /// Which batch this is, and which part of it is listed.
  public record Title(String market, String date, String day, String state) {
    static Title of(Session session, String state) {
      return new Title(
          session.market(), session.date().toString(), Show.day(session.date()), state);
    }
  }

  /// Durations from request to end; without an end they are not known.
  public record PaceView(boolean known, String median, String slow, String slowest, String whole) {
    static PaceView of(Pace pace) {
      return new PaceView(
          pace.known(),
          Show.took(pace.median()),
          Show.took(pace.slow()),
          Show.took(pace.slowest()),
          Show.took(pace.whole()));
    }
  }

  /// Why runs failed, in words.
  public record CauseView(String reason, int runs, String detail) {
    static CauseView of(Cause cause) {
      String words = cause.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return new CauseView(
          words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
          cause.runs(),
          cause.detail());
    }
  }

  /// One run of the waterfall.
  ///
  /// @param waited width of the time in the queue
  /// @param worked where it ends, counted from zero
  /// @param css of the second part
  /// @param words the same for everyone who does not see the picture
  public record Bar(
      String id, String name, int waited, int worked, String css, String total, String words) {
    public int ran() {
      return worked - waited;
    }

    static Bar of(RunRecord run, Duration axis, Instant now) {
      Duration total = sofar(run, now);
      Duration worked = run.duration() == null ? Duration.ZERO : run.duration();
      Duration queued = worked.compareTo(total) > 0 ? Duration.ZERO : total.minus(worked);
      boolean failed = run.state() == RunState.FAILED;
      Duration waited = failed ? Duration.ZERO : queued;
      return new Bar(
          run.run().runId().value(),
          run.name(),
          share(waited, axis),
          share(total, axis),
          failed ? "bar-failed" : "bar-ran",
          run.finishedAt() == null ? "so far " + Show.took(total) : Show.took(total),
          words(run, total, queued, worked));
    }

    private static String words(RunRecord run, Duration total, Duration queued, Duration worked) {
      if (run.state() == RunState.FAILED) {
        return "failed after %s and %d attempts".formatted(Show.took(total), run.attempts());
      }
      return run.finishedAt() == null
          ? "waiting or running since %s".formatted(Show.took(total))
          : "waited %s, ran %s".formatted(Show.took(queued), Show.took(worked));
    }

    private static int share(Duration part, Duration axis) {
      return Math.clamp(part.toMillis() * WIDTH / Math.max(1, axis.toMillis()), 0, WIDTH);
    }
  }

  /// From the request to the end, or to now.
  static Duration sofar(RunRecord run, Instant now) {
    Instant end = run.finishedAt() == null ? now : run.finishedAt();
    Duration total = Duration.between(run.requestedAt(), end);
    return total.isNegative() ? Duration.ZERO : total;
  }

  /// @param slowest runs in their order
  static List<Bar> bars(List<RunRecord> slowest, Duration axis, Instant now) {
    return slowest.stream().map(run -> Bar.of(run, axis, now)).toList();
  }

  /// A round length that every bar fits into.
  static Duration axis(List<RunRecord> slowest, Instant now) {
    long most = slowest.stream().mapToLong(run -> sofar(run, now).toMillis()).max().orElse(0);
    long unit = (long) Math.pow(10, Math.floor(Math.log10((double) Math.max(100, most))));
    long length = unit;
    for (long steps : new long[] {1, 2, 4, 8, 10}) {
      length = steps * unit;
      if (length >= most) {
        break;
      }
    }
    return Duration.ofMillis(Math.max(length, 100));
  }

  static List<String> ticks(Duration axis) {
    return IntStream.rangeClosed(0, TICKS)
        .mapToObj(n -> n == 0 ? "0" : Show.took(axis.multipliedBy(n).dividedBy(TICKS)))
        .toList();
  }
}
