package openbell.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.model.market.Session;
import openbell.model.message.NoticeRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The notifier alone, as a process that is killed while it sends by SES.
class MailFaultsIT {
  private static final int OWNERS = 20;

  private record Row(String id, String state, boolean parked) {}

  @Test
  void aKilledNotifierNeverSendsTwiceBySes() throws Exception {
    play(500, 2, 200);
  }

  @Test
  @Tag("full")
  void aNotifierThatIsKilledTimeAndAgainNeverSendsTwiceBySes() throws Exception {
    play(5_000, 12, 250);
  }

  private void play(int mails, int kills, int rate) throws Exception {
    Faults.play("F30", story -> new Night(story, rate).play(mails, kills));
  }

  /// One ledger, one provider, and one notifier after the other.
  private static final class Night {
    private final Story story;
    private final Path folder;
    private final SesPost ses = new SesPost();
    private final RealRedis redis = RealRedis.with("--maxmemory-policy", "noeviction");
    private final RealPostgres postgres = RealPostgres.start();
    private final RealPostgres.Database database = postgres.database();
    private final Map<String, String> settings = new HashMap<>(CitySettings.IMPATIENT);

    Night(Story story, int rate) throws Exception {
      this.story = story;
      folder = Files.createTempDirectory("openbell-night");
      settings.put("QUARKUS_DATASOURCE_JDBC_URL", database.url());
      settings.put("QUARKUS_REDIS_HOSTS", redis.uri());
      settings.put("OPENBELL_ARTIFACT_DIRECTORY", folder.resolve("artifacts").toString());
      settings.put("OPENBELL_NOTIFICATION_CHANNEL", "ses");
      settings.put("OPENBELL_NOTIFICATION_SES_ENDPOINT", ses.uri().toString());
      settings.put("OPENBELL_NOTIFICATION_SENDS_PER_SECOND", Integer.toString(rate));
      settings.put("OPENBELL_NOTIFICATION_CALL_TIMEOUT", "1s");
      settings.put("OPENBELL_NOTIFICATION_PARK_AFTER", "1s");
      settings.put("OPENBELL_NOTIFICATION_UNKNOWN_EVERY", "1s");
      settings.put("AWS_ACCESS_KEY_ID", "test");
      settings.put("AWS_SECRET_ACCESS_KEY", "test");
    }

    void play(int mails, int kills) {
      long began = System.nanoTime();
      Program notifier = start();
      try {
        Program.awaitReady(List.of(notifier));
        enqueue(mails);
        for (int kill = 1; kill <= kills; kill++) {
          int enough = mails * kill / (kills + 1);
          await()
              .atMost(ofSeconds(120))
              .pollInterval(ofMillis(5))
              .until(() -> ses.mails() >= enough);
          City.sleep(story.random().nextInt(100));
          notifier.kill();
          notifier = start();
          Program.awaitReady(List.of(notifier));
        }
        await().atMost(ofSeconds(120)).until(() -> ended(mails));
      } finally {
        notifier.close();
      }
      check(mails);
      story.injected("SIGKILL of the notifier at %d random moments during %d mails", kills, mails);
      story.saw("%.1f s", Story.seconds(Story.since(began)));
      close();
    }

    private Program start() {
      return Program.start("notification", "night-notifier", folder, settings);
    }

    private void enqueue(int mails) {
      try (Queues queues = new Queues(redis.uri())) {
        List<NewJob> jobs = new ArrayList<>();
        for (int n = 0; n < mails; n++) {
          jobs.add(job(n));
        }
        JobQueue queue = queues.redis.named("notifications");
        for (int i = 0; i < jobs.size(); i += JobQueue.LARGEST_BATCH) {
          queue.enqueue(jobs.subList(i, Math.min(jobs.size(), i + JobQueue.LARGEST_BATCH)));
        }
      }
    }

    private static NewJob job(int number) {
      String owner = "owner-" + number % OWNERS;
      String id = "%032x".formatted(number);
      NoticeRequested notice =
          new NoticeRequested(
              new Owner(owner),
              new PortfolioId("p-" + number),
              new Session("H24", LocalDate.parse("2018-05-11")),
              id,
              NoticeRequested.Kind.TEST,
              new Recipient(
                  "reader-" + number + "@example.com", Recipient.Preference.EVERY_SESSION, "en"),
              null,
              "test",
              null,
              "Portfolio " + number,
              "");
      byte[] message = new MessageCodec().encode(new Envelope(id, Instant.EPOCH, null, notice));
      return NewJob.of(id, owner, 5, 100, message);
    }

    private List<Row> rows() {
      return database
          .jdbi()
          .withHandle(
              handle ->
                  handle
                      .createQuery("select id, state, parked from notification.mail_ledger")
                      .map(
                          (row, _) ->
                              new Row(
                                  row.getString("id"),
                                  row.getString("state"),
                                  row.getBoolean("parked")))
                      .list());
    }

    /// Every mail has its end, and nobody waits for an event any more.
    private boolean ended(int mails) {
      List<Row> rows = rows();
      return rows.size() == mails
          && rows.stream()
              .allMatch(
                  row ->
                      row.state.equals("ACCEPTED") || (row.state.equals("UNKNOWN") && row.parked));
    }

    private void check(int mails) {
      List<Row> rows = rows();
      List<String> accepted = ids(rows, "ACCEPTED");
      List<String> unknown = ids(rows, "UNKNOWN");
      assertThat(ses.takenTwice()).as("sent twice").isEmpty();
      assertThat(rows).hasSize(mails);
      assertThat(accepted).as("accepted and never taken").allMatch(ses::took);
      assertThat(accepted.size() + unknown.size()).isEqualTo(mails);
      List<String> silent = new ArrayList<>(ses.all());
      silent.removeAll(accepted);
      silent.removeAll(unknown);
      assertThat(silent).as("taken, and not in the ledger").isEmpty();
      long taken = unknown.stream().filter(ses::took).count();
      story.saw("%d accepted, each taken once", accepted.size());
      story.saw(
          "%d UNKNOWN, all listed: %d taken (F30), %d not (F31)",
          unknown.size(), taken, unknown.size() - taken);
    }

    private static List<String> ids(List<Row> rows, String state) {
      return rows.stream().filter(row -> row.state.equals(state)).map(Row::id).toList();
    }

    private void close() {
      ses.close();
      redis.close();
      postgres.close();
      Leftovers.clear(folder, redis.folder());
    }
  }

  /// The queues from outside.
  private static final class Queues implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final RedisJobQueues redis;

    Queues(String uri) {
      redis = new RedisJobQueues(vertx, uri, 100_000);
    }

    @Override
    public void close() {
      redis.close();
      vertx.close();
    }
  }
}
