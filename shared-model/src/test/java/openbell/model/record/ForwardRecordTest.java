package openbell.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.record.ForwardEntry.Change;
import openbell.model.record.ForwardEntry.Position;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.model.signal.SignalAction;
import openbell.model.wire.RecordCodec;
import org.junit.jupiter.api.Test;

class ForwardRecordTest {
  private static final LocalDate DAY = LocalDate.parse("2018-05-10");

  private final RecordCodec codec = new RecordCodec();
  private final List<ForwardEntry> entries = new ArrayList<>();
  private ForwardTip tip = ForwardTip.EMPTY;

  @Test
  void aLineReadsBackAsWhatItWas() {
    // Given
    ForwardEntry entry = add(0, "190.04", "1", 0, SignalAction.ENTER);
    // When
    ForwardLine line = codec.read(codec.line(codec.text(entry), codec.hash(entry)));
    // Then
    assertThat(line.entry()).isEqualTo(entry);
    assertThat(line.computed()).isEqualTo(line.stated()).isEqualTo(tip.hash());
    assertThatThrownBy(() -> codec.read("[1]")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> codec.read("{}")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theHashOfAnEntryNeverChanges() {
    // Given the first entry of a chain
    ForwardEntry entry = add(0, "190.04", "1", 0, SignalAction.ENTER);
    // When, Then: a release that writes it otherwise breaks every chain there is
    assertThat(codec.text(entry))
        .isEqualTo(
            "{\"artifact\":\"a\",\"asOf\":\"2018-05-10\",\"changes\":[{\"action\":\"ENTER\","
                + "\"close\":\"190.04\",\"fromWeight\":\"0\",\"symbol\":\"AAPL\",\"toWeight\":\"1\"}],"
                + "\"configHash\":\"c\",\"currency\":\"USD\",\"dataHash\":\"d\",\"equity\":\"10000\","
                + "\"market\":\"XNYS\",\"notified\":2,\"number\":1,\"owner\":\"anna\",\"portfolio\":\"p-1\","
                + "\"positions\":[{\"action\":\"ENTER\",\"close\":\"190.04\",\"symbol\":\"AAPL\","
                + "\"weight\":\"0\"}],\"previous\":\""
                + "0".repeat(64)
                + "\",\"purpose\":\"SCHEDULED\",\"recordedAt\":\"2018-05-11T00:00:00Z\",\"revision\":1,"
                + "\"runId\":\"00000000000000000000000000000000\",\"session\":\"2018-05-11\","
                + "\"version\":1}");
    assertThat(tip.hash()).hasSize(64);
  }

  @Test
  void findsTheFirstEntryThatIsNotAsItWasWritten() {
    // Given three entries as lines
    List<String> lines = new ArrayList<>();
    for (int day = 0; day < 3; day++) {
      ForwardEntry entry = add(day, "10", "1", 1, SignalAction.HOLD);
      lines.add(codec.line(codec.text(entry), codec.hash(entry)));
    }
    String changed = lines.get(1).replace("\"equity\":\"10000\"", "\"equity\":\"10001\"");
    String rehashed =
        codec.line(codec.text(codec.read(changed).entry()), codec.read(changed).computed());
    // When, Then
    assertThat(check(lines)).isEmpty();
    assertThat(check(List.of(lines.get(0), changed, lines.get(2)))).contains("2");
    assertThat(check(List.of(lines.get(0), rehashed, lines.get(2)))).contains("3");
    assertThat(check(List.of(lines.get(0), lines.get(2)))).contains("2");
    assertThat(check(List.of(lines.get(0), lines.get(2), lines.get(1)))).contains("2");
    assertThat(check(lines.subList(0, 2))).contains("3");
    assertThat(check(lines.subList(1, 3))).contains("1");
  }

  @Test
  void performanceIsMadeOfRecordedWeightsAndClosesAlone() {
    // Given bought at 10, held at 11, sold at 12; repeated once; then a split
    add(0, "10", "1", 0, SignalAction.ENTER);
    add(1, "11", "1", 1, SignalAction.HOLD);
    add(1, "99", "1", 1, SignalAction.HOLD);
    add(2, "12", "0", 1, SignalAction.EXIT);
    add(3, "6", "0", 0, SignalAction.FLAT);
    // When
    ForwardPerformance performance = ForwardPerformance.of(entries, false);
    // Then
    assertThat(performance.sessions()).isEqualTo(4);
    assertThat(performance.repeated()).isEqualTo(1);
    assertThat(performance.growth()).isCloseTo(1.2, within(1e-12));
    assertThat(performance.decisions()).isEqualTo(1);
    assertThat(performance.hits()).isEqualTo(1);
    assertThat(performance.remarks()).singleElement().asString().contains("looks like a split");
  }

  @Test
  void whatWasRecordedLongAfterItsSessionIsHindsight() {
    // Given
    ForwardEntry onTime = add(0, "10", "1", 0, SignalAction.ENTER);
    add(-7, "10", "1", 0, SignalAction.ENTER);
    ForwardEntry late = entries.getLast();
    // When
    List<ForwardEntry> both = List.of(late(late), onTime);
    // Then
    assertThat(ForwardPerformance.of(both, false).sessions()).isEqualTo(1);
    assertThat(ForwardPerformance.of(both, false).late()).isEqualTo(1);
    assertThat(ForwardPerformance.of(both, true).sessions()).isEqualTo(2);
  }

  private String check(List<String> lines) {
    ForwardChain chain = new ForwardChain();
    lines.forEach(line -> chain.add(codec.read(line)));
    chain.endsAt(tip);
    return chain.flaw().map(flaw -> Long.toString(flaw.number())).orElse("");
  }

  private ForwardEntry add(int day, String close, String target, int weight, SignalAction action) {
    BigDecimal price = new BigDecimal(close);
    List<Change> changes =
        action.isTrade()
            ? List.of(
                new Change("AAPL", action, new BigDecimal(weight), new BigDecimal(target), price))
            : List.of();
    ForwardEntry entry =
        entry(day, changes, List.of(new Position("AAPL", action, new BigDecimal(weight), price)));
    entries.add(entry);
    tip = new ForwardTip(entry.number(), codec.hash(entry));
    return entry;
  }

  private ForwardEntry entry(int day, List<Change> changes, List<Position> positions) {
    LocalDate session = DAY.plusDays(day + 1);
    return new ForwardEntry(
        ForwardEntry.VERSION,
        new Owner("anna"),
        tip.number() + 1,
        tip.hash(),
        new PortfolioId("p-1"),
        "XNYS",
        session,
        DAY.plusDays(day),
        new RunId("%032x".formatted(entries.size())),
        1,
        Purpose.SCHEDULED,
        "c",
        "d",
        "a",
        "USD",
        changes,
        positions,
        new BigDecimal("10000"),
        session.atStartOfDay(ZoneOffset.UTC).toInstant(),
        2);
  }

  private static ForwardEntry late(ForwardEntry of) {
    return new ForwardEntry(
        of.version(),
        of.owner(),
        of.number(),
        of.previous(),
        of.portfolio(),
        of.market(),
        of.session(),
        of.asOf(),
        of.runId(),
        of.revision(),
        of.purpose(),
        of.configHash(),
        of.dataHash(),
        of.artifact(),
        of.currency(),
        of.changes(),
        of.positions(),
        of.equity(),
        of.recordedAt().plusSeconds(86_400 * 30),
        of.notified());
  }
}
