package openbell.signal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.Origin;
import openbell.signal.audience.Subscription.State;
import openbell.signal.audience.Subscription.Terms;
import openbell.signal.subscribe.Outcome.Why;
import openbell.signal.subscribe.SubscriptionEvent.By;
import openbell.signal.subscribe.SubscriptionEvent.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTest {
  private static final Instant NOW = Instant.parse("2018-05-11T13:30:00Z");
  private static final Wish NIGHTLY =
      new Wish(
          Preference.WEEKLY,
          "zh-CN",
          new Terms(
              ZoneId.of("Asia/Shanghai"),
              new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)),
              true),
          null);

  private final Steps steps = new Steps(new MailLimits(3, 50, 5, 100));

  private static Subscription in(State state) {
    return new Subscription(
        new Owner("anna"),
        new PortfolioId("p-1"),
        new Recipient("eve@elsewhere.org", Preference.ON_CHANGE, "en"),
        state,
        NOW.minusSeconds(99));
  }

  @Test
  void asksANewAddressAndTellsItNothingElse() {
    // Given
    Subscription fresh = in(State.PENDING);
    // When
    Step step = steps.add(Optional.empty(), fresh, Counts.NONE, NOW);
    // Then
    NoticeRequested notice = step.notices().getFirst();
    assertThat(notice.kind()).isEqualTo(Kind.CONFIRM);
    assertThat(notice.template()).isEqualTo("confirm-1");
    assertThat(notice.session()).hasToString("Session[market=H24, date=2018-05-11]");
    assertThat(step.next()).isNotNull();
    assertThat(step.next().state()).isEqualTo(State.PENDING);
    assertThat(step.next().standing().askedAt()).isEqualTo(NOW);
    assertThat(step.events()).extracting(SubscriptionEvent::what).containsExactly(What.ASKED);
  }

  /// What ended may have been ended by its reader: an owner alone never begins it again.
  @Test
  void anOwnerWhoAddsAnEndedAddressOnlyAsksIt() {
    // Given a fresh one that would be vouched for
    Subscription fresh = in(State.CONFIRMED);
    // When
    Step step = steps.add(Optional.of(in(State.ENDED)), fresh, Counts.NONE, NOW);
    // Then
    assertThat(step.next()).isNotNull();
    assertThat(step.next().state()).isEqualTo(State.PENDING);
    assertThat(step.next().standing().origin()).isEqualTo(Origin.API);
    assertThat(step.notices()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 0, TOO_OFTEN", "0, 50, 0, TOO_OFTEN", "0, 0, 100, TOO_MANY_RECIPIENTS"})
  void refusesWhatIsTooMuchAndSaysWhy(int ofAddress, int ofOwner, int recipients, Why why) {
    // Given
    Counts counts = new Counts(7, ofAddress, ofOwner, 0, 0, recipients);
    // When
    Step step = steps.add(Optional.empty(), in(State.PENDING), counts, NOW);
    // Then
    assertThat(step.next()).isNull();
    assertThat(step.notices()).isEmpty();
    assertThat(step.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.why()).isEqualTo(why));
    assertThat(step.events())
        .extracting(SubscriptionEvent::what)
        .isEqualTo(why == Why.TOO_OFTEN ? java.util.List.of(What.REFUSED) : java.util.List.of());
  }

  @ParameterizedTest
  @CsvSource({"PENDING, CONFIRMED, 1", "CONFIRMED, , 0", "ENDED, , 0"})
  void confirmsAPendingAddressOnce(State before, State after, int events) {
    // When
    Step step = steps.confirm(in(before), NOW);
    // Then
    assertThat(step.next() == null ? null : step.next().state()).isEqualTo(after);
    assertThat(step.events()).hasSize(events);
  }

  @Test
  void endsAtOnceAndOnlyTheReaderBeginsAgain() {
    // Given
    Subscription ended = steps.end(in(State.CONFIRMED), By.READER, NOW).next();
    assertThat(ended).isNotNull();
    // When
    Step resumed = steps.resume(ended, NOW);
    // Then it begins now: nothing of before is told
    assertThat(ended.state()).isEqualTo(State.ENDED);
    assertThat(resumed.next()).isNotNull();
    assertThat(resumed.next().state()).isEqualTo(State.CONFIRMED);
    assertThat(resumed.next().since()).isEqualTo(NOW);
    assertThat(steps.end(ended, By.READER, NOW).events()).isEmpty();
  }

  @Test
  void whatTheReaderChoseStandsAgainstTheOwner() {
    // Given
    Subscription chosen = steps.choose(in(State.CONFIRMED), NIGHTLY, NOW).next();
    assertThat(chosen).isNotNull();
    Wish other = new Wish(Preference.EVERY_SESSION, "en", Terms.PLAIN, null);
    // When
    Step changed = steps.change(chosen, other, NOW);
    Step added = steps.add(Optional.of(chosen), other.on(in(State.CONFIRMED)), Counts.NONE, NOW);
    // Then
    assertThat(changed.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.why()).isEqualTo(Why.READER_CHOSE));
    assertThat(added.next()).isNotNull();
    assertThat(Wish.of(added.next())).isEqualTo(NIGHTLY);
  }

  @Test
  void whatTheOwnerChangesIsNotTheDocumentsAnyMore() {
    // When
    Step step = steps.change(in(State.CONFIRMED), NIGHTLY, NOW);
    // Then
    assertThat(step.next()).isNotNull();
    assertThat(step.next().standing().origin()).isEqualTo(Origin.API);
    assertThat(step.next().standing().chosen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"CONFIRMED, 0, 1, test-8", "CONFIRMED, 5, 0, ", "PENDING, 0, 0, "})
  void testsOnlyAConfirmedAddressAndNotTooOften(
      State state, int today, int mails, String template) {
    // Given
    Counts counts = new Counts(0, 0, 0, 7, today, 0);
    // When
    Step step = steps.test(in(state), counts, NOW);
    // Then
    assertThat(step.notices()).hasSize(mails);
    step.notices().forEach(notice -> assertThat(notice.template()).isEqualTo(template));
  }
}
