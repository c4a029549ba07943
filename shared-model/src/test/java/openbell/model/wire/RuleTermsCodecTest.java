package openbell.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.signal.RuleTerms;
import openbell.model.signal.RuleTerms.Confirmed;
import openbell.model.signal.RuleTerms.Dates;
import openbell.model.signal.RuleTerms.Deciding;
import openbell.model.signal.RuleTerms.Past;
import openbell.model.signal.RuleTerms.Place;
import openbell.model.signal.RuleTerms.Range;
import openbell.model.signal.RuleTrace;
import org.junit.jupiter.api.Test;

/// Rules with everything they go by.
class RuleTermsCodecTest {
  private final ArtifactCodec codec = new ArtifactCodec();

  @Test
  void writesWhatARuleGoesByAsItAlwaysDid() {
    // When
    byte[] bytes = codec.encode(result());
    // Then
    Golden.check("result-3.json", bytes);
  }

  @Test
  void readsWhatARuleGoesBy() {
    // When
    RunArtifact read = codec.artifact(Golden.read("result-3.json"));
    // Then
    assertThat(read.today()).isEqualTo(result().today());
  }

  @Test
  void readsATreeThatWasWrittenBeforeThereWereTerms() {
    // When
    RunArtifact read = codec.artifact(Golden.read("result-2.json"));
    // Then
    assertThat(read.today().getFirst().traces().getFirst().terms()).isNull();
  }

  private static RunArtifact result() {
    RunArtifact a = Samples.artifact();
    return new RunArtifact(
        a.name(),
        a.code(),
        a.currency(),
        a.startDate(),
        a.asOf(),
        a.configHash(),
        a.engineVersion(),
        List.of(standing(a.today().getFirst())),
        a.equity(),
        a.cash(),
        a.metrics(),
        a.benchmarkMetrics(),
        a.trades(),
        a.findings(),
        a.notes(),
        a.data());
  }

  private static Standing standing(Standing now) {
    RuleTerms confirmed = RuleTerms.confirmed(0.5, new Confirmed(186.25, null));
    List<RuleTrace> traces =
        List.of(
            rule(RuleTerms.top(confirmed, Deciding.BUY, true)),
            rule(RuleTerms.top(null, Deciding.SELL, false)),
            rule(RuleTerms.within(0.125)),
            rule(RuleTerms.of(new Range(false, true))),
            rule(RuleTerms.of(new Past("u1f2t3", true, 2, 5))),
            rule(RuleTerms.of(new Place(2, false))),
            rule(
                RuleTerms.of(
                    new Dates(
                        LocalDate.of(2018, 5, 11),
                        LocalDate.of(2018, 5, 10),
                        List.of("friday"),
                        List.of("may"),
                        "month"))),
            rule(RuleTerms.given("the tree is too large")));
    return new Standing(
        now.symbol(),
        now.name(),
        now.action(),
        now.previous(),
        now.date(),
        now.close(),
        now.weight(),
        now.targetWeight(),
        now.quantity(),
        now.position(),
        traces);
  }

  private static RuleTrace rule(RuleTerms terms) {
    return RuleTrace.judged("r", "Crossover", true, null, null, List.of()).by(terms);
  }
}
