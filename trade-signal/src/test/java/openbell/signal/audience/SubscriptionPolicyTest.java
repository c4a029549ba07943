package openbell.signal.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.run.RunRef;
import openbell.signal.audience.Subscription.Origin;
import openbell.signal.audience.Subscription.Standing;
import openbell.signal.audience.Subscription.State;
import openbell.signal.derive.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionPolicyTest {
  private static final Instant NOW = Instant.parse("2018-05-11T13:30:00Z");
  private static final RunRef RUN = Results.run();

  private final SubscriptionPolicy policy = new SubscriptionPolicy(Set.of("example.com"));

  private static Recipient eve(Preference when) {
    return new Recipient("eve@elsewhere.org", when, "en");
  }

  private static Subscription known(Origin origin, boolean chosen) {
    return new Subscription(
            RUN.owner(), RUN.portfolio(), eve(Preference.WEEKLY), State.CONFIRMED, NOW)
        .with(new Standing(origin, chosen, NOW, NOW, "Old name"));
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENT, false, EVERY_SESSION",
    "DOCUMENT, true, WEEKLY",
    "API, false, WEEKLY",
    "API, true, WEEKLY"
  })
  void theDocumentCountsOnlyUntilTheReaderOrTheOwnerSaidIt(
      Origin origin, boolean chosen, Preference counts) {
    // Given
    List<Recipient> named = List.of(eve(Preference.EVERY_SESSION));
    // When
    Subscription merged =
        policy.merge(RUN, "New name", named, List.of(known(origin, chosen)), NOW).getFirst();
    // Then
    assertThat(merged.recipient().when()).isEqualTo(counts);
    assertThat(merged.portfolioName()).isEqualTo("New name");
  }

  @ParameterizedTest
  @CsvSource({"DOCUMENT, 0", "API, 1"})
  void anAddressLeavesWithTheDocumentThatNamedIt(Origin origin, int left) {
    // When
    List<Subscription> merged =
        policy.merge(RUN, "Name", List.of(), List.of(known(origin, false)), NOW);
    // Then
    assertThat(merged).hasSize(left);
  }

  @Test
  void aDocumentNeverBeginsAgainWhatHasEnded() {
    // Given
    Subscription ended = known(Origin.DOCUMENT, false).in(State.ENDED, NOW);
    // When
    List<Subscription> merged =
        policy.merge(RUN, "Name", List.of(eve(Preference.WEEKLY)), List.of(ended), NOW);
    // Then
    assertThat(merged).extracting(Subscription::state).containsExactly(State.ENDED);
  }
}
