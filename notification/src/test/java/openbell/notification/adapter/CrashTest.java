package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.market.Session;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.DeliveryPolicy;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendLedger.Acceptance;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.UnknownWatch;
import openbell.notification.render.LetterPress;
import openbell.notification.render.Letters;
import openbell.notification.render.TestLinks;
import openbell.runtime.alert.Alert;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

/// Stops the sender before and after every step that leaves a trace, for every answer a provider
/// can give, and lets it start again: from nowhere are two possibly-accepted requests reached, and
/// nothing is left without an end.
class CrashTest {

  /// More than any attempt takes; the walk stops by itself when a run meets no crash.
  private static final int MOST_POINTS = 100;

  /// A moment, longer than a call may take, longer than a retry waits, and to the next days.
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          Duration.ofMinutes(20),
          Duration.ofHours(24),
          Duration.ofHours(24));

  private static final List<SendOutcome> ANSWERS =
      List.of(
          new SendOutcome.Accepted("m-1"),
          new SendOutcome.NotNow("busy"),
          new SendOutcome.Never("no", false),
          new SendOutcome.OutOfQuota("full"),
          new SendOutcome.Unclear("lost"));

  private final LedgerDatabase database = new LedgerDatabase();
  private final JdbiSendLedger ledger = database.ledger();
  private int portfolios;

  @Test
  void neverReachesTwoPossiblyAcceptedRequestsWhereverItStops() {
    int cases = 0;
    for (SendOutcome answer : ANSWERS) {
      for (int point = 0; point < MOST_POINTS; point++) {
        // Given
        Life life = new Life(answer, point, false);
        // When
        boolean crashed = life.live();
        // Then
        assertThat(life.possiblyAccepted).as("%s at %d", answer, point).isLessThanOrEqualTo(1);
        assertThat(life.end())
            .as("%s at %d", answer, point)
            .isNotIn(LedgerState.PENDING, LedgerState.SENDING);
        cases++;
        if (!crashed) {
          break;
        }
      }
    }
    System.out.println("crash points walked: " + cases);
    assertThat(cases).isGreaterThan(30);
  }

  @Test
  void alwaysEndsWithAWrittenFileWhereverItStops() {
    for (int point = 0; point < MOST_POINTS; point++) {
      // Given
      Life life = new Life(new SendOutcome.Accepted("m-1"), point, true);
      // When
      boolean crashed = life.live();
      // Then
      assertThat(life.end()).as("at %d", point).isEqualTo(LedgerState.ACCEPTED);
      if (!crashed) {
        return;
      }
    }
  }

  /// One notification from its message to its end, with one crash on the way.
  private final class Life implements Channel {
    private final SendOutcome answer;
    private final int point;
    private final boolean repeatable;
    private final ManualClock clock = ManualClock.at("2018-05-11T13:30:00Z");
    private final List<Alert> alerts = new ArrayList<>();
    private final NotificationRequested request;
    private int steps;
    private int beats;
    private boolean crashed;
    private int calls;
    private int possiblyAccepted;

    Life(SendOutcome answer, int point, boolean repeatable) {
      this.answer = answer;
      this.point = point;
      this.repeatable = repeatable;
      this.request = request(portfolios++);
    }

    boolean live() {
      survive(this::deliver);
      // The message comes again, the timers beat, and time goes by.
      for (Duration pause : PAUSES) {
        beats++;
        clock.advance(pause);
        survive(this::deliver);
        survive(watch()::look);
        survive(() -> delivery().due(10).forEach(delivery()::attempt));
      }
      return crashed;
    }

    private void survive(Runnable work) {
      try {
        work.run();
      } catch (Crash _) {
        crashed = true;
      }
    }

    LedgerState end() {
      return ledger.list(request.run().owner(), 500).stream()
          .filter(entry -> entry.request().equals(request))
          .map(LedgerEntry::state)
          .findFirst()
          .orElseThrow();
    }

    private void deliver() {
      Delivery delivery = delivery();
      Acceptance acceptance = delivery.accept(request);
      if (acceptance.entry().state() == LedgerState.PENDING) {
        delivery.attempt(acceptance.entry());
      }
    }

    private Delivery delivery() {
      LetterPress press =
          new LetterPress(
              TestLinks.links(), new QuteRenderer(), _ -> Optional.empty(), _ -> List.of());
      return new Delivery(
          stepping(),
          this,
          press,
          new Delivery.Sender("openbell@localhost", "localhost", TestLinks.links()),
          policy(),
          database.rate(name(), SendPace.NO_LIMIT, clock),
          SendMeter.NONE,
          new Delivery.Surroundings(clock, () -> 0, () -> 0.5, alerts::add));
    }

    private UnknownWatch watch() {
      return new UnknownWatch(stepping(), this, policy(), alerts::add, clock);
    }

    private DeliveryPolicy policy() {
      return new DeliveryPolicy(
          Duration.ofHours(6), Duration.ofMinutes(15), Duration.ofSeconds(20), 8);
    }

    /// The real ledger, with a crash point before and after every call.
    private SendLedger stepping() {
      return (SendLedger)
          Proxy.newProxyInstance(
              SendLedger.class.getClassLoader(),
              new Class<?>[] {SendLedger.class},
              (_, method, arguments) -> {
                step();
                try {
                  Object result = method.invoke(ledger, arguments);
                  step();
                  return result;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    @Override
    public String name() {
      return repeatable ? "file" : "smtp";
    }

    @Override
    public boolean repeatable() {
      return repeatable;
    }

    @Override
    public SendOutcome send(Email email) {
      step();
      SendOutcome given = calls++ == 0 ? answer : new SendOutcome.Accepted("m-" + calls);
      if (given instanceof SendOutcome.Accepted || given instanceof SendOutcome.Unclear) {
        possiblyAccepted++;
      }
      step();
      return given;
    }

    private void step() {
      // What comes on later beats repeats what the first ones did.
      if (!crashed && beats < 2 && steps++ == point) {
        throw new Crash();
      }
    }
  }

  private static NotificationRequested request(int number) {
    RunRef run =
        RunRef.of(
            new Owner("anna"),
            new PortfolioId("p-" + number),
            new Session("XNYS", Letters.DAY),
            Letters.DAY.minusDays(1),
            "c0ffee00".repeat(8),
            1,
            Purpose.SCHEDULED);
    return Letters.of(run, Letters.sellReport(Letters.artifact(number)));
  }

  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }
}
