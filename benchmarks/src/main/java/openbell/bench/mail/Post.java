package openbell.bench.mail;

import io.agroal.api.AgroalDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import openbell.model.wire.MessageCodec;
import openbell.notification.adapter.JdbiBuckets;
import openbell.notification.adapter.JdbiMailArchive;
import openbell.notification.adapter.JdbiSendLedger;
import openbell.notification.adapter.QuteRenderer;
import openbell.notification.archive.CopyingChannel;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.DeliveryPolicy;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.SharedRate;
import openbell.notification.render.ChartSource;
import openbell.notification.render.LetterPress;
import openbell.notification.render.MailLinks;
import openbell.notification.render.Renderer;
import openbell.runtime.link.LinkKey;
import openbell.runtime.link.SignedLinks;
import openbell.runtime.queue.adapter.PostgresPool;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import org.jdbi.v3.core.Jdbi;

/// Builds notification as its wiring does, over a PostgreSQL of this run's own that syncs every
/// commit.
record Post(EmbeddedPostgres postgres, AgroalDataSource pool) implements AutoCloseable {
  static final Delivery.Surroundings AROUND =
      new Delivery.Surroundings(Clock.systemUTC(), System::nanoTime, () -> 0.5, _ -> {});

  private static final int CONNECTIONS = 16;

  static Post open() throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofSeconds(60))
            // The library turns it off, and then nothing that was acknowledged is on disk.
            .setServerConfig("synchronous_commit", "on")
            .start();
    new Migrations(postgres.getPostgresDatabase())
        .run(List.of(new SchemaMigration(JdbiSendLedger.SCHEMA, "db/notification")));
    String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    return new Post(postgres, PostgresPool.open(url, "postgres", "postgres", CONNECTIONS));
  }

  SendLedger ledger() {
    return new JdbiSendLedger(Jdbi.create(pool), new MessageCodec());
  }

  /// Rows of each state, e.g. `ACCEPTED 10000`.
  List<String> states() {
    return Jdbi.create(pool)
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select state || ' ' || count(*) from notification.mail_ledger"
                            + " group by state order by state")
                    .mapTo(String.class)
                    .list());
  }

  /// The channel as the service has it: what is sent is kept first.
  Channel keeping(Channel channel) {
    return new CopyingChannel(channel, new JdbiMailArchive(Jdbi.create(pool)), Clock.systemUTC());
  }

  /// No rate: the benchmark asks how fast mails could go.
  Delivery delivery(SendLedger ledger, Channel channel, LetterPress press) {
    return delivery(ledger, channel, press, rate(channel));
  }

  SharedRate rate(Channel channel) {
    return new SharedRate(
        channel.name(),
        new JdbiBuckets(Jdbi.create(pool)),
        SendPace.NO_LIMIT,
        Optional::empty,
        _ -> {},
        Clock.systemUTC());
  }

  static Delivery delivery(SendLedger ledger, Channel channel, LetterPress press, SharedRate rate) {
    return new Delivery(
        ledger,
        channel,
        press,
        new Delivery.Sender("Openbell <mail@openbell.example>", "openbell.example", links()),
        new DeliveryPolicy(Duration.ofHours(6), Duration.ofMinutes(15), Duration.ofSeconds(20), 8),
        rate,
        SendMeter.NONE,
        AROUND);
  }

  static LetterPress press(ChartSource charts) {
    return press(new QuteRenderer(), charts);
  }

  static LetterPress press(Renderer renderer, ChartSource charts) {
    return new LetterPress(links(), renderer, charts, _ -> List.of());
  }

  private static MailLinks links() {
    return new MailLinks(
        URI.create("https://openbell.example"),
        new SignedLinks(List.of(new LinkKey("bench", "0123456789abcdef".repeat(2)))));
  }

  @Override
  public void close() throws IOException {
    pool.close();
    postgres.close();
  }
}
