package openbell.signal.restate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.Manifest.Input;
import openbell.model.market.BarColumns;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunId;
import openbell.signal.restate.Revision.PastSignal;
import openbell.signal.restate.Revision.Restatement;
import org.junit.jupiter.api.Test;

class RevisionsTest {
  private static final LocalDate FIRST = LocalDate.of(2018, 5, 1);
  private static final String HEAD = "Date,Symbol,State,Close\n";

  private final Map<String, Manifest> manifests = new HashMap<>();
  private final Map<String, BarColumns> bars = new HashMap<>();
  private final Map<String, String> signals = new HashMap<>();
  private int signalsRead;

  @Test
  void saysNothingWhenOnlyADayWasAdded() {
    // Given
    run("then", "c0ffee", series(10, 11, 12), "");
    run("now", "c0ffee", series(10, 11, 12, 13), "");
    // When, Then
    assertThat(between()).isEmpty();
    assertThat(signalsRead).isZero();
  }

  @Test
  void namesTheRestatedDaysAndThePastSignalsThatWouldDiffer() {
    // Given
    run(
        "then",
        "c0ffee",
        series(10, 11, 12, 13),
        "2018-05-03,AAPL,E,12\n2018-05-04,AAPL,B,13\n2018-05-05,AAPL,H,13\n");
    run(
        "now",
        "c0ffee",
        series(10, 11, 12.5, 9, 14),
        "2018-05-03,AAPL,E,12.5\n2018-05-04,AAPL,E,9\n2018-05-05,AAPL,B,14\n");
    // When
    Revision revision = between().orElseThrow();
    // Then: the last day was not known then
    assertThat(revision.signals())
        .containsExactly(new PastSignal("AAPL", FIRST.plusDays(3), "B", "E"));
    assertThat(revision.notes())
        .containsExactly(
            "History of AAPL was restated on 2 days (2018-05-03, 2018-05-04); 1 past signal would"
                + " differ: AAPL 2018-05-04 was B, is E.");
  }

  @Test
  void tellsARescaledPastFromRestatedDays() {
    // Given a split of 4:1 before the last day
    run("then", "c0ffee", series(400, 404, 408, 103), "");
    run("now", "c0ffee", series(100, 101, 102, 103, 104), "");
    // When
    Revision revision = between().orElseThrow();
    // Then
    assertThat(revision.restated())
        .extracting(Restatement::factor, Restatement::last)
        .containsExactly(org.assertj.core.api.Assertions.tuple(0.25, FIRST.plusDays(2)));
    assertThat(revision.notes())
        .containsExactly(
            "History of AAPL up to 2018-05-03 was multiplied by 0.25, as after a split or a"
                + " dividend; no past signal would differ.");
  }

  @Test
  void comparesNoSignalsOfAnEditedStrategy() {
    run("then", "c0ffee", series(10, 11, 12), "2018-05-03,AAPL,B,12\n");
    run("now", "decaf", series(10, 99, 12), "2018-05-03,AAPL,E,12\n");
    assertThat(between().orElseThrow().notes())
        .containsExactly("History of AAPL was restated on 1 day (2018-05-02).");
    assertThat(signalsRead).isZero();
  }

  @Test
  void noticesDaysThatCameAndWentButNotACutAtTheEnd() {
    // Given
    BarColumns before = days(new int[] {0, 1, 3, 4}, 10, 11, 13, 14);
    // When, Then
    assertThat(BarComparison.of("AAPL", before, days(new int[] {0, 2, 3}, 10, 12, 13)))
        .map(Restatement::listed)
        .contains(List.of(FIRST.plusDays(1), FIRST.plusDays(2)));
    assertThat(BarComparison.of("AAPL", before, days(new int[] {0, 1}, 10, 11))).isEmpty();
    assertThat(BarComparison.of("AAPL", before, days(new int[] {3, 4, 5}, 13, 14, 9))).isEmpty();
  }

  @Test
  void saysOnlyTheNewestOfManyDays() {
    double[] then = new double[300];
    double[] now = new double[300];
    for (int t = 0; t < 300; t++) {
      then[t] = 10;
      now[t] = t % 2 == 0 ? 10 : 10 + t;
    }
    Restatement found = BarComparison.of("AAPL", series(then), series(now)).orElseThrow();
    assertThat(found.days()).isEqualTo(150);
    assertThat(found.listed()).hasSize(Revision.MOST_LISTED);
    assertThat(new Revision(List.of(found), false, 0, List.of()).notes().getFirst())
        .startsWith("History of AAPL was restated on 150 days (")
        .endsWith("2019-02-24, and earlier ones).")
        .hasSizeLessThan(140);
  }

  private Optional<Revision> between() {
    return new Revisions(new Runs()).between(ref("then"), ref("now"));
  }

  private final class Runs implements PastRuns {
    @Override
    public Manifest manifest(ArtifactRef run) {
      return manifests.get(run.key());
    }

    @Override
    public BarColumns bars(Input input) {
      return bars.get(input.stored().key());
    }

    @Override
    public byte[] signals(Manifest run) {
      signalsRead++;
      return (HEAD + signals.get(run.writtenBy())).getBytes(StandardCharsets.UTF_8);
    }
  }

  private void run(String name, String configHash, BarColumns seen, String lines) {
    bars.put(name + "-bars", seen);
    signals.put(name, lines);
    Input input = new Input("AAPL", "test", ref(name + "-bars"), null);
    LocalDate asOf = LocalDate.ofEpochDay(seen.days()[seen.size() - 1]);
    manifests.put(
        name,
        new Manifest(
            1,
            new RunId("ab".repeat(16)),
            1,
            "1",
            asOf,
            configHash,
            "da7a",
            "0.1.0",
            null,
            null,
            name,
            List.of(),
            List.of(input),
            List.of(),
            List.of(),
            Instant.EPOCH));
  }

  private static ArtifactRef ref(String name) {
    return new ArtifactRef(name, "%064x".formatted(name.hashCode() & 0xffffL), 9);
  }

  private static BarColumns series(double... closes) {
    int[] offsets = new int[closes.length];
    for (int t = 0; t < offsets.length; t++) {
      offsets[t] = t;
    }
    return days(offsets, closes);
  }

  private static BarColumns days(int[] offsets, double... closes) {
    int[] days = new int[offsets.length];
    for (int t = 0; t < days.length; t++) {
      days[t] = (int) FIRST.toEpochDay() + offsets[t];
    }
    return new BarColumns(days, closes, closes, closes, closes, new double[closes.length]);
  }
}
