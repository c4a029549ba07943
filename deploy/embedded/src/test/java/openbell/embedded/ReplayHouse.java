package openbell.embedded;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import openbell.model.calendar.Calendars;
import openbell.model.message.Message;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunJob;
import openbell.model.run.RunOutcome;
import openbell.model.wire.MessageCodec;
import openbell.notification.adapter.FileChannel;
import openbell.notification.adapter.JdbiBuckets;
import openbell.notification.adapter.JdbiDigestItems;
import openbell.notification.adapter.JdbiDigestLedger;
import openbell.notification.adapter.JdbiHolds;
import openbell.notification.adapter.JdbiSendLedger;
import openbell.notification.adapter.JdbiSuppressionList;
import openbell.notification.adapter.QuteRenderer;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.DeliveryPolicy;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.SharedRate;
import openbell.notification.digest.DigestRules;
import openbell.notification.digest.Digests;
import openbell.notification.intake.NotificationConsumer;
import openbell.notification.render.LetterPress;
import openbell.notification.render.MailLinks;
import openbell.notification.wiring.ExtraChannels;
import openbell.runtime.alert.Alert;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.runtime.channel.Outlet;
import openbell.runtime.link.LinkKey;
import openbell.runtime.link.SignedLinks;
import openbell.runtime.outbox.OutboxRelay;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.signal.adapter.JdbiSignalHistory;
import openbell.signal.adapter.JdbiSubscriptionBook;
import openbell.signal.adapter.StoredPastRuns;
import openbell.signal.adapter.StoredRunReader;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.derive.SignalDeriver;
import openbell.signal.guard.Guard;
import openbell.signal.guard.Verdict;
import openbell.signal.restate.Revisions;
import openbell.signal.result.RunResults;
import openbell.signal.result.SignalHistory;
import openbell.signal.subscribe.MailLimits;
import openbell.signal.subscribe.ReaderDesk;
import openbell.signal.subscribe.Steps;
import openbell.worker.engine.Engine;
import openbell.worker.run.ArtifactFiles;
import openbell.worker.run.RunAnnouncements;
import openbell.worker.run.RunExecutor;
import openbell.worker.run.RunInputs;
import openbell.worker.run.Workbench;
import openbell.worker.wiring.Offline;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// Worker, trade-signal and notification as plain objects over one database, one store, one folder
/// of mails and one clock.
final class ReplayHouse implements AutoCloseable {
  private static final Duration CLOSE_AFTER = Duration.ofMinutes(10);
  private static final int REPEATED = 5;
  private static final SignedLinks LINKS =
      new SignedLinks(List.of(new LinkKey("replay", "0123456789abcdef".repeat(2))));

  final ManualClock clock = ManualClock.at("2018-04-02T13:30:00Z");
  final List<Alert> alerts = new ArrayList<>();
  final Jdbi jdbi;
  final SignalHistory history;
  final ReaderDesk desk;
  final Path mailbox;

  /// When each mail came into the folder, by ledger id.
  final Map<String, Instant> arrivals = new ConcurrentHashMap<>();

  /// How long the guard took for each report, and what it had to believe.
  final List<Duration> judged = new ArrayList<>();

  final List<String> given = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final List<RunCompleted> finished = new ArrayList<>();
  private final RunExecutor executor;
  private final RunResults results;
  private final OutboxRelay relay;
  private final Delivery delivery;
  private final NotificationConsumer door;
  private final Digests digests;
  private final Guard guard = new Guard();
  private int carried;
  int rules;

  ReplayHouse(Path folder, Path samples) {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource())
        .run(
            List.of(
                new SchemaMigration(JdbiSignalHistory.SCHEMA, "db/signal"),
                new SchemaMigration(JdbiSendLedger.SCHEMA, "db/notification")));
    jdbi = pooled(database);
    Steps steps = new Steps(MailLimits.USUAL);
    history = new JdbiSignalHistory(jdbi, steps);
    desk = new ReaderDesk(new JdbiSubscriptionBook(jdbi, clock), steps, LINKS, clock);
    mailbox = folder.resolve("mailbox");
    ArtifactStore store = new FileArtifactStore(folder.resolve("store"));
    executor = worker(store, samples.resolve("bars"));
    results =
        new RunResults(
            new StoredRunReader(store),
            history,
            new SignalDeriver(0.0001),
            new Revisions(new StoredPastRuns(store)),
            this::judge,
            new SubscriptionPolicy(Set.of("known.example")),
            alerts::add,
            clock);
    MessageCodec codec = new MessageCodec();
    relay =
        new OutboxRelay(
            new JdbiOutbox(jdbi, JdbiSignalHistory.SCHEMA, codec),
            Map.of(JdbiSignalHistory.NOTIFICATIONS, (Outlet<Message>) this::carry));
    DigestRules rules = new DigestRules(Calendars.builtIn(), CLOSE_AFTER);
    JdbiSendLedger ledger = new JdbiSendLedger(jdbi, codec, new JdbiHolds(rules));
    Channel channel = watched(new FileChannel(mailbox));
    delivery = delivery(ledger, channel, codec);
    door =
        new NotificationConsumer(
            delivery, channel, new ExtraChannels(List.of()), new JdbiSuppressionList(jdbi));
    digests = new Digests(new JdbiDigestLedger(jdbi, codec, ledger), rules, clock);
  }

  private RunExecutor worker(ArtifactStore store, Path bars) {
    Outlet<Message> ignored = _ -> {};
    Outlet<Message> heard =
        message -> {
          if (message instanceof RunCompleted completed) {
            finished.add(completed);
          }
        };
    return new RunExecutor(
        new RunInputs(Offline.bars(bars, null), store, 1_000),
        store,
        new RunAnnouncements(heard, ignored),
        alerts::add,
        new Workbench(new Engine(), threads, Duration.ofMinutes(1), new ArtifactFiles(0)),
        clock,
        "replay");
  }

  private Verdict judge(Guard.Case one) {
    long begun = System.nanoTime();
    Verdict verdict = guard.judge(one);
    judged.add(Duration.ofNanos(System.nanoTime() - begun));
    if (verdict instanceof Verdict.Passed passed) {
      rules += passed.rules();
      given.addAll(passed.given());
    }
    return verdict;
  }

  private Channel watched(FileChannel channel) {
    return new Channel() {
      @Override
      public String name() {
        return channel.name();
      }

      @Override
      public boolean repeatable() {
        return channel.repeatable();
      }

      @Override
      public SendOutcome send(Email email) {
        arrivals.putIfAbsent(email.ledgerId(), clock.instant());
        return channel.send(email);
      }
    };
  }

  private Delivery delivery(JdbiSendLedger ledger, Channel channel, MessageCodec codec) {
    MailLinks links = new MailLinks(URI.create("https://openbell.example"), LINKS);
    LetterPress press =
        new LetterPress(
            links,
            new QuteRenderer(),
            // The pictures have tests of their own, and 300 of them take their time.
            _ -> Optional.empty(),
            new JdbiDigestItems(jdbi, codec));
    return new Delivery(
        ledger,
        channel,
        press,
        new Delivery.Sender("openbell@openbell.example", "openbell.example", links),
        new DeliveryPolicy(Duration.ofHours(6), Duration.ofMinutes(15), Duration.ofSeconds(20), 8),
        new SharedRate(
            channel.name(),
            new JdbiBuckets(jdbi),
            SendPace.NO_LIMIT,
            Optional::empty,
            alerts::add,
            clock),
        SendMeter.NONE,
        new Delivery.Surroundings(clock, System::nanoTime, () -> 0.5, alerts::add));
  }

  /// Runs a job to its notifications, as at the open.
  void run(RunJob job) {
    RunOutcome outcome = executor.execute(job, 1);
    if (!(outcome instanceof RunOutcome.Completed)) {
      throw new IllegalStateException("a run of a sample failed: " + outcome);
    }
    finished.forEach(results::completed);
    finished.clear();
    relay.flush();
  }

  // Some messages come twice, as they may on any queue.
  private void carry(Message message) {
    door.consume(message);
    if (carried++ % REPEATED == 0) {
      door.consume(message);
    }
  }

  /// What the timers do.
  void beat() {
    digests.due().forEach(digests::close);
    delivery.due(1_000).forEach(delivery::attempt);
  }

  /// How many addresses were asked so far.
  int asked() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from signal.subscription_event where what = 'ASKED'")
                .mapTo(int.class)
                .one());
  }

  /// What was asked for at the desk gets about.
  void tell() {
    relay.flush();
  }

  private static Jdbi pooled(RealPostgres.Database database) {
    try {
      return Jdbi.create(
              AgroalDataSource.from(
                  new AgroalDataSourceConfigurationSupplier()
                      .connectionPoolConfiguration(
                          pool ->
                              pool.maxSize(4)
                                  .connectionFactoryConfiguration(
                                      factory ->
                                          factory
                                              .jdbcUrl(database.url())
                                              .principal(new NamePrincipal("postgres"))
                                              .credential(new SimplePassword("postgres"))))))
          .installPlugin(new PostgresPlugin());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
