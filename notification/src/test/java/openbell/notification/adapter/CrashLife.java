package openbell.notification.adapter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openbell.model.message.NotificationRequested;
import openbell.notification.deliver.Buckets;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendLedger.Acceptance;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.SharedRate;
import openbell.notification.deliver.UnknownWatch;
import openbell.notification.deliver.Verdict;
import openbell.notification.event.EventStore;
import openbell.notification.event.ProviderEvent;
import openbell.notification.event.ProviderEvent.Kind;
import openbell.notification.render.DigestModel;
import openbell.notification.render.LetterModel;
import openbell.notification.render.LetterPress;
import openbell.notification.render.NoticeModel;
import openbell.notification.render.Rendered;
import openbell.notification.render.Renderer;
import openbell.notification.render.TestLinks;
import openbell.notification.suppress.SuppressionList.Reason;
import openbell.runtime.testing.ManualClock;

/// One notification from its message to its end, with one crash on the way.
final class CrashLife implements Channel {

  /// A moment, longer than a call may take, longer than a retry waits, and to the next days.
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          Duration.ofMinutes(20),
          Duration.ofHours(24),
          Duration.ofHours(24));

  private static final LetterPress PRESS =
      new LetterPress(TestLinks.links(), new OneLetter(), _ -> Optional.empty(), _ -> List.of());

  private final LedgerDatabase database;
  private final JdbiSendLedger ledger;
  private final Case what;
  private final ManualClock clock = ManualClock.at("2018-05-11T13:30:00Z");
  private final NotificationRequested request;
  private int steps;
  private int beats;
  private int calls;
  private boolean crashed;
  String crashedAt = "nowhere";
  String foundState = "";
  int possiblyAccepted;

  /// What else happens, and when.
  enum Situation {
    NOTHING,
    /// The provider's event comes before its answer.
    EARLY_EVENT,
    /// It comes after the attempt.
    LATE_EVENT,
    /// The provider throws the mail away after taking it.
    THROWN_AWAY,
    /// Between acceptance and attempt.
    SUPPRESSED,
    UNSUBSCRIBED,
    MERGED
  }

  /// @param point the step that the process does not survive
  /// @param file true for the channel whose sends may be repeated
  record Case(Situation situation, SendOutcome answer, int point, boolean file) {}

  CrashLife(LedgerDatabase database, Case what, int number) {
    this.database = database;
    this.ledger = database.ledger();
    this.what = what;
    this.request = SendingDesk.request("anna", number);
  }

  /// @return whether it came to a crash at all
  boolean live() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("delete from notification.suppression");
              handle.execute("delete from notification.send_rate");
            });
    survive(this::deliver);
    // The message comes again, the timers beat, and time goes by.
    for (Duration pause : PAUSES) {
      beats++;
      clock.advance(pause);
      survive(this::deliver);
      if (beats == 1 && calls > 0 && what.situation == Situation.LATE_EVENT) {
        survive(() -> hear(Kind.DELIVERY));
        survive(() -> hear(Kind.DELIVERY));
      }
      survive(watch()::look);
      survive(() -> delivery().due(10).forEach(delivery()::attempt));
      // The second beat has shown that the end is one.
      if (beats >= 2 && isOver()) {
        break;
      }
    }
    return crashed;
  }

  private void survive(Runnable work) {
    try {
      work.run();
    } catch (Crash _) {
      crashed = true;
      foundState = state().map(Enum::name).orElse("no row");
    }
  }

  LedgerEntry end() {
    return ledger.find(request.run().owner(), id()).orElseThrow();
  }

  private boolean isOver() {
    LedgerEntry row = end();
    return row.state().isFinal() || row.parked();
  }

  private String id() {
    return LedgerKey.of(request, name()).id();
  }

  private Optional<LedgerState> state() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select state from notification.mail_ledger where id = :id")
                    .bind("id", id())
                    .mapTo(String.class)
                    .findOne())
        .map(LedgerState::valueOf);
  }

  private void deliver() {
    Delivery delivery = delivery();
    Acceptance acceptance = delivery.accept(request);
    String id = acceptance.entry().id();
    switch (what.situation) {
      case SUPPRESSED ->
          new JdbiSuppressionList(database.jdbi())
              .add("anna@example.com", Reason.BOUNCED, "e", clock.instant());
      case UNSUBSCRIBED -> unsubscribe(id);
      case MERGED -> {
        Verdict merged =
            new Verdict(LedgerState.SUPPRESSED, "MERGED: in the digest.", Instant.EPOCH, "");
        stepping(SendLedger.class, ledger).resolve(id, merged, clock.instant());
      }
      default -> {}
    }
    if (acceptance.entry().state() == LedgerState.PENDING) {
      delivery.attempt(acceptance.entry());
    }
  }

  private void unsubscribe(String id) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update notification.mail_ledger set subscription = ? where id = ?", id, id));
    new JdbiSuppressionList(database.jdbi()).change(id, true, clock.instant());
  }

  private Delivery delivery() {
    Buckets buckets = stepping(Buckets.class, new JdbiBuckets(database.jdbi()));
    SharedRate rate =
        new SharedRate(name(), buckets, SendPace.NO_LIMIT, Optional::empty, _ -> {}, clock);
    return new Delivery(
        stepping(SendLedger.class, ledger),
        this,
        PRESS,
        new Delivery.Sender("openbell@localhost", "localhost", TestLinks.links()),
        SendingDesk.POLICY,
        rate,
        SendMeter.NONE,
        new Delivery.Surroundings(clock, () -> 0, () -> 0.5, _ -> {}));
  }

  private UnknownWatch watch() {
    return new UnknownWatch(
        stepping(SendLedger.class, ledger), this, SendingDesk.POLICY, _ -> {}, clock);
  }

  /// The real thing, with a crash point before every call. A crash after one is a crash before the
  /// next: nothing is written in between.
  private <T> T stepping(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              step("before " + method.getName());
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public String name() {
    return what.file ? "file" : "smtp";
  }

  @Override
  public boolean repeatable() {
    return what.file;
  }

  @Override
  public SendOutcome send(Email email) {
    step("before the request");
    SendOutcome given = calls++ == 0 ? what.answer : new SendOutcome.Accepted("m-" + calls);
    if (given instanceof SendOutcome.Accepted || given instanceof SendOutcome.Unclear) {
      possiblyAccepted++;
    }
    if (what.situation == Situation.EARLY_EVENT) {
      hear(Kind.SEND);
    } else if (what.situation == Situation.THROWN_AWAY) {
      hear(Kind.REJECT);
    }
    step("after the request");
    return given;
  }

  private void hear(Kind kind) {
    String id = id();
    stepping(EventStore.class, new JdbiEventStore(database.jdbi()))
        .take(new ProviderEvent(id + kind, kind, id, "m-1", "", clock.instant()), clock.instant());
  }

  private void step(String where) {
    // What comes on later beats repeats what the first ones did.
    if (!crashed && beats < 2 && steps++ == what.point) {
      crashedAt = where + (beats == 0 ? "" : ", second beat");
      throw new Crash();
    }
  }

  /// What stands in the mail is of no matter here.
  private static final class OneLetter implements Renderer {
    private static final Rendered LETTER = new Rendered("Sell AAPL", "<p>Sell</p>", "Sell");

    @Override
    public Form form(LetterModel letter) {
      return _ -> LETTER;
    }

    @Override
    public Rendered render(NoticeModel notice) {
      return LETTER;
    }

    @Override
    public Rendered render(DigestModel digest) {
      return LETTER;
    }
  }

  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }
}
