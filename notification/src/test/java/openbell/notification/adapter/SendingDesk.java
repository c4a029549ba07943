package openbell.notification.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import openbell.model.market.Session;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.notification.deliver.Account;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.DeliveryPolicy;
import openbell.notification.deliver.Dispatch;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.SharedRate;
import openbell.notification.deliver.UnknownWatch;
import openbell.notification.render.LetterPress;
import openbell.notification.render.Letters;
import openbell.notification.render.TestLinks;
import openbell.runtime.alert.Alert;
import openbell.runtime.testing.ManualClock;

/// One notifier over a ledger of its own or one that it shares, with a clock that the test sets.
final class SendingDesk implements AutoCloseable {
  static final DeliveryPolicy POLICY =
      new DeliveryPolicy(Duration.ofHours(6), Duration.ofMinutes(15), Duration.ofSeconds(20), 8);

  final LedgerDatabase database;
  final ManualClock clock;
  final List<Alert> alerts = new CopyOnWriteArrayList<>();
  final SharedRate rate;
  final Delivery delivery;
  final Dispatch dispatch;
  final UnknownWatch watch;

  SendingDesk(
      LedgerDatabase database, ManualClock clock, Channel channel, SendPace pace, Account account) {
    this.database = database;
    this.clock = clock;
    var ledger = database.ledger();
    this.rate =
        new SharedRate(
            channel.name(), new JdbiBuckets(database.jdbi()), pace, account, alerts::add, clock);
    LetterPress press =
        new LetterPress(
            TestLinks.links(), new QuteRenderer(), _ -> Optional.empty(), _ -> List.of());
    var around = new Delivery.Surroundings(clock, System::nanoTime, () -> 0.5, alerts::add);
    this.delivery =
        new Delivery(
            ledger,
            channel,
            press,
            new Delivery.Sender("openbell@localhost", "localhost", TestLinks.links()),
            POLICY,
            rate,
            SendMeter.NONE,
            around);
    this.dispatch =
        new Dispatch(delivery, ledger, rate, new Dispatch.Size(500, 4, 64), around, Runnable::run);
    this.watch = new UnknownWatch(ledger, channel, POLICY, alerts::add, clock);
  }

  static SendingDesk of(Channel channel, SendPace pace) {
    return new SendingDesk(
        new LedgerDatabase(),
        ManualClock.at("2018-05-11T13:30:00Z"),
        channel,
        pace,
        Optional::empty);
  }

  /// Takes in one notification for each of the owner's portfolios, and answers their ledger ids.
  List<String> accept(String owner, int portfolios) {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < portfolios; n++) {
      ids.add(delivery.accept(request(owner, n)).entry().id());
    }
    return ids;
  }

  static NotificationRequested request(String owner, int number) {
    RunRef run =
        RunRef.of(
            new Owner(owner),
            new PortfolioId(owner + "-" + number),
            new Session("XNYS", Letters.DAY),
            Letters.DAY.minusDays(1),
            "c0ffee00".repeat(8),
            1,
            Purpose.SCHEDULED);
    return Letters.of(run, Letters.sellReport(Letters.artifact(number)));
  }

  /// Sends what is due and waits for the answers.
  int send() throws InterruptedException {
    int dealtWith = dispatch.sendDue();
    if (!dispatch.awaitIdle(Duration.ofSeconds(30))) {
      throw new AssertionError("calls hang");
    }
    return dealtWith;
  }

  /// How many rows stand where.
  Map<LedgerState, Integer> states() {
    Map<LedgerState, Integer> states = new TreeMap<>();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery("select state from notification.mail_ledger")
                    .mapTo(String.class)
                    .forEach(state -> states.merge(LedgerState.valueOf(state), 1, Integer::sum)));
    return states;
  }

  String reason(String id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select reason from notification.mail_ledger where id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one());
  }

  @Override
  public void close() {
    dispatch.close();
  }
}
