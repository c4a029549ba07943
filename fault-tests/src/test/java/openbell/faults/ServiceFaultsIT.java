package openbell.faults;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What PostgreSQL and the other services suffer.
class ServiceFaultsIT {
  private final City city = City.shared();

  @BeforeEach
  void allHandsOnDeck() {
    city.atFullStrength();
  }

  @Test
  void twoSchedulersServeASessionOnce() throws Exception {
    Faults.play(
        "F20",
        story -> {
          try (Program second = city.second("portfolio-scheduler", Map.of());
              ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Program.awaitReady(List.of(second));
            Batch batch = city.open();
            Future<Integer> one = threads.submit(() -> fire(city.scheduler(), batch));
            Future<Integer> two = threads.submit(() -> fire(second, batch));
            assertThat(List.of(one.get(), two.get())).containsOnly(202);
            await().atMost(ofSeconds(60)).until(() -> city.done(batch) == batch.runs());
            assertThat(second.alive()).isTrue();
            second.kill();
            new EndChecks(city).require(batch);
            story.injected("a second scheduler on the same records, both fire the same session");
            story.saw("%d runs, one row each in the schedule ledger", rows(batch));
            assertThat(rows(batch)).isEqualTo(batch.runs());
          }
        });
  }

  private int fire(Program scheduler, Batch batch) {
    return city.fire(scheduler, batch.session()).statusCode();
  }

  private int rows(Batch batch) {
    return city.records()
        .withHandle(
            h ->
                h.createQuery(
                        "select count(*) from scheduler.schedule_ledger where session = :session")
                    .bind("session", batch.session())
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void aBatchEndsAlthoughPostgresIsKilledInTheMiddleOfIt() throws Exception {
    Faults.play(
        "F34",
        story -> {
          Batch batch = city.open();
          await().until(() -> city.done(batch) > 2);
          int done = city.done(batch);
          city.postgres().kill();
          City.sleep(story.random().nextInt(1_500));
          city.postgres().restart();
          long back = System.nanoTime();
          EndChecks end = new EndChecks(city).mailMayBeUnclear();
          end.require(batch);
          story.injected("SIGKILL of PostgreSQL with %d of %d runs recorded", done, batch.runs());
          story.saw("batch ended %.1f s after it was back", Story.seconds(Story.since(back)));
          story.saw("%d mails UNKNOWN, none twice", end.unclear(batch));
        });
  }

  @Test
  @Tag("full")
  void connectionsThatBreakCostNothing() throws Exception {
    Faults.play(
        "F35",
        story -> {
          Batch batch = city.open();
          int broken = 0;
          for (int i = 0; i < 5; i++) {
            City.sleep(story.random().nextInt(300));
            broken += city.postgresLine().reset();
          }
          assertThat(broken).isPositive();
          EndChecks end = new EndChecks(city).mailMayBeUnclear();
          end.require(batch);
          story.injected("%d connections to PostgreSQL reset at 5 random moments", broken);
          story.saw("%d mails UNKNOWN, none twice", end.unclear(batch));
        });
  }

  @Test
  @Tag("full")
  void aKilledNotifierNeverSendsTwice() throws Exception {
    Faults.play(
        "F30",
        story -> {
          long unclear = 0;
          for (int kill = 0; kill < 5; kill++) {
            Batch batch = city.open();
            int before = city.post().mails();
            await().atMost(ofSeconds(60)).until(() -> city.post().mails() > before + 2);
            City.sleep(story.random().nextInt(50));
            int taken = city.post().mails() - before;
            city.service("notification").kill();
            assertThat(taken).isLessThan(batch.runs());
            city.restart("notification");
            EndChecks end = new EndChecks(city).mailMayBeUnclear();
            end.require(batch);
            unclear += end.unclear(batch);
          }
          story.injected("SIGKILL of the notifier at 5 random moments while it sends");
          story.saw("%d mails UNKNOWN (F30 and F31 together), none twice", unclear);
        });
  }
}
