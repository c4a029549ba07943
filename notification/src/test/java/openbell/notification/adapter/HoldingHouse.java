package openbell.notification.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openbell.model.calendar.Calendars;
import openbell.model.message.Notification;
import openbell.model.wire.MessageCodec;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.DeliveryPolicy;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger.Acceptance;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SendPace;
import openbell.notification.digest.DigestRules;
import openbell.notification.digest.Digests;
import openbell.notification.digest.Reports;
import openbell.notification.render.LetterPress;
import openbell.notification.render.TestLinks;
import openbell.runtime.testing.ManualClock;
import org.jdbi.v3.core.Jdbi;

/// Notification with digests and quiet hours, a real ledger, a folder of mails and a clock.
final class HoldingHouse {
  private final Path mailbox;
  final DigestRules rules = new DigestRules(Calendars.builtIn(), Duration.ofMinutes(10));
  final ManualClock clock;
  private final LedgerDatabase database;
  final JdbiSendLedger ledger;
  private final Delivery delivery;

  HoldingHouse(Path mailbox, String now) {
    this.mailbox = mailbox;
    this.clock = ManualClock.at(now);
    database = new LedgerDatabase();
    ledger = database.ledger(new JdbiHolds(rules));
    LetterPress press =
        new LetterPress(
            TestLinks.links(),
            new QuteRenderer(),
            _ -> Optional.empty(),
            new JdbiDigestItems(database.jdbi(), new MessageCodec()));
    delivery =
        new Delivery(
            ledger,
            new FileChannel(mailbox),
            press,
            new Delivery.Sender("openbell@localhost", "localhost", TestLinks.links()),
            new DeliveryPolicy(
                Duration.ofHours(6), Duration.ofMinutes(15), Duration.ofSeconds(20), 8),
            database.rate("file", SendPace.NO_LIMIT, clock),
            SendMeter.NONE,
            new Delivery.Surroundings(clock, () -> 0, () -> 0.5, _ -> {}));
  }

  void at(String now) {
    clock.set(Instant.parse(now));
  }

  Jdbi jdbi() {
    return database.jdbi();
  }

  Acceptance take(Notification request) {
    Acceptance acceptance = delivery.accept(request);
    if (acceptance.outcome() == Acceptance.Outcome.NEW) {
      delivery.attempt(acceptance.entry());
    }
    return acceptance;
  }

  void beat() {
    beatDigests();
    delivery.due(100).forEach(delivery::attempt);
  }

  void beatDigests() {
    digests().due().forEach(id -> digests().close(id));
  }

  Digests digests() {
    return new Digests(digestLedger(), rules, clock);
  }

  JdbiDigestLedger digestLedger() {
    return new JdbiDigestLedger(database.jdbi(), new MessageCodec(), ledger);
  }

  List<LedgerEntry> rows(LedgerState state) {
    return ledger.list(Reports.ANNA, 100).stream().filter(row -> row.state() == state).toList();
  }

  String id(Predicate<Notification> kind) {
    return ledger.list(Reports.ANNA, 100).stream()
        .filter(row -> kind.test(row.request()))
        .map(LedgerEntry::id)
        .collect(Collectors.joining());
  }

  List<String> tied() {
    return texts("select ledger_id from notification.mail_item", Map.of());
  }

  String reasonWhenTaken(String id) {
    return texts(
            "select reason from notification.mail_history where ledger_id = :id"
                + " and state = 'PENDING' order by id desc limit 1",
            Map.of("id", id))
        .getFirst();
  }

  List<String> texts(String sql, Map<String, String> bound) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).bindMap(bound).mapTo(String.class).list());
  }

  /// The mails in the folder, as they are on the wire.
  List<String> mails() throws Exception {
    try (Stream<Path> files = Files.list(mailbox)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .map(HoldingHouse::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
