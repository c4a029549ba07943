package openbell.signal.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.signal.derive.Derivation;
import openbell.signal.derive.Results;
import openbell.signal.derive.SignalDeriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationPlannerTest {
  private static final Instant NOW = Instant.parse("2018-05-11T13:30:00Z");

  private static final List<SessionChanges> WEEK =
      List.of(new SessionChanges(LocalDate.parse("2018-05-08"), List.of()));

  private final NotificationPlanner planner = new NotificationPlanner();
  private final SubscriptionPolicy policy = new SubscriptionPolicy(Set.of("example.com"));

  @ParameterizedTest
  @CsvSource({
    "EVERY_SESSION, true, SCHEDULED, 1",
    "EVERY_SESSION, false, SCHEDULED, 1",
    "EVERY_SESSION, false, MANUAL, 1",
    "EVERY_SESSION, true, PREVIEW, 0",
    "ON_CHANGE, true, SCHEDULED, 1",
    "ON_CHANGE, false, SCHEDULED, 0",
    "DAILY_DIGEST, false, SCHEDULED, 1",
    "WEEKLY, true, SCHEDULED, 0"
  })
  void plansByPreference(Preference preference, boolean changed, Purpose purpose, int planned) {
    // Given
    RunRef run = Results.run(LocalDate.parse("2018-05-11"), Results.DAY, purpose);
    // When
    List<NotificationRequested> plan = plan(run, preference, changed, "anna@example.com");
    // Then
    assertThat(plan).hasSize(planned);
  }

  /// A run at the open knows the session before; a Monday holiday moves the start of the week.
  @ParameterizedTest
  @CsvSource({
    "2018-05-14, 2018-05-11, true",
    "2018-05-15, 2018-05-14, false",
    "2018-05-29, 2018-05-25, true",
    "2018-04-02, 2018-03-29, true",
    "2018-12-31, 2018-12-28, true",
    "2018-05-11, 2018-05-11, true",
    "2018-05-10, 2018-05-10, false"
  })
  void knowsTheLastSessionOfAWeek(LocalDate session, LocalDate asOf, boolean ends) {
    // When
    boolean answer = NotificationPlanner.endsWeek(Results.run(session, asOf, Purpose.SCHEDULED));
    // Then
    assertThat(answer).isEqualTo(ends);
  }

  @Test
  void neverPlansForAnAddressThatIsNotConfirmed() {
    // When
    List<NotificationRequested> plan =
        plan(Results.run(), Preference.EVERY_SESSION, true, "eve@elsewhere.org");
    // Then
    assertThat(plan).isEmpty();
  }

  @Test
  void namesTheSameNotificationTheSameAndAManualOneDifferently() {
    // Given
    RunRef manual = Results.run(LocalDate.parse("2018-05-11"), Results.DAY, Purpose.MANUAL);
    // When
    String first =
        plan(Results.run(), Preference.EVERY_SESSION, true, "anna@example.com").getFirst().key();
    String again =
        plan(Results.run(), Preference.EVERY_SESSION, true, "anna@example.com").getFirst().key();
    String other =
        plan(manual, Preference.EVERY_SESSION, true, "anna@example.com").getFirst().key();
    // Then
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void keepsWhatIsKnownAndFollowsThePortfolio() {
    // Given
    Subscription known =
        new Subscription(
            Results.run().owner(),
            Results.run().portfolio(),
            new Recipient("eve@elsewhere.org", Preference.WEEKLY, "en"),
            Subscription.State.CONFIRMED,
            NOW.minusSeconds(99));
    Recipient named = new Recipient("EVE@elsewhere.org", Preference.ON_CHANGE, "en");
    // When
    List<Subscription> merged =
        policy.merge(Results.run(), "Golden cross", List.of(named, named), List.of(known), NOW);
    // Then
    assertThat(merged).hasSize(1);
    assertThat(merged.getFirst().state()).isEqualTo(Subscription.State.CONFIRMED);
    assertThat(merged.getFirst().since()).isEqualTo(NOW.minusSeconds(99));
    assertThat(merged.getFirst().recipient().when()).isEqualTo(Preference.ON_CHANGE);
  }

  @Test
  void tellsAWeeklyReaderWhatTheEarlierSessionsChangedAndNobodyElse() {
    // Given the first session of a week, which knows the last one of the week before
    RunRef run =
        Results.run(
            LocalDate.parse("2018-05-14"), LocalDate.parse("2018-05-11"), Purpose.SCHEDULED);
    // When
    List<NotificationRequested> weekly = plan(run, Preference.WEEKLY, false, "anna@example.com");
    List<NotificationRequested> each =
        plan(run, Preference.EVERY_SESSION, false, "anna@example.com");
    // Then
    assertThat(weekly.getFirst().week()).isEqualTo(WEEK);
    assertThat(each.getFirst().week()).isEmpty();
  }

  private List<NotificationRequested> plan(
      RunRef run, Preference preference, boolean changed, String email) {
    Recipient recipient = new Recipient(email, preference, "en");
    return planner.plan(
        report(changed),
        run,
        policy.merge(run, "Golden cross", List.of(recipient), List.of(), NOW),
        _ -> null,
        () -> WEEK);
  }

  private static SignalReport report(boolean changed) {
    var standing =
        Results.standing(
            changed ? SignalAction.ENTER : SignalAction.FLAT,
            Results.DAY,
            0,
            changed ? 1 : 0,
            false);
    Derivation derivation =
        new SignalDeriver(0)
            .derive(
                Optional.empty(),
                Results.evidence(Results.result(Results.DAY, standing)),
                Results.run(),
                List.of());
    return ((Derivation.Derived) derivation).report();
  }
}
