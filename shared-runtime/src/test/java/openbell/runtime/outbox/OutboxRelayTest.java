package openbell.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import openbell.model.message.Message;
import openbell.model.message.RunRequested;
import openbell.model.wire.MessageCodec;
import openbell.runtime.channel.Outlet;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxRelayTest {
  private static final String CHANNEL = "run-requests";

  private final RealPostgres.Database database = RealPostgres.newDatabase();
  private final Outbox outbox = new JdbiOutbox(database.jdbi(), "letters", new MessageCodec());
  private final QueueLikeOutlet carrier = new QueueLikeOutlet();

  @BeforeEach
  void makeTable() {
    database
        .jdbi()
        .useHandle(
            h ->
                h.createScript(
                        """
                        create schema letters;
                        create table letters.outbox (
                          id bigserial primary key,
                          channel text not null,
                          message bytea not null,
                          created_at timestamptz not null default now(),
                          vouched boolean not null default false,
                          sent_at timestamptz,
                          look_at timestamptz)
                        """)
                    .execute());
  }

  @Test
  void sendsInOrderAndForgets() {
    // Given
    add(250);
    // When
    int sent = relay(outbox).flush();
    // Then
    assertThat(sent).isEqualTo(250);
    assertThat(carrier.accepted).containsExactlyElementsOf(keys(250));
    assertThat(rows()).isZero();
  }

  @Test
  void sendsNothingOfATransactionThatWasRolledBack() {
    // Given
    database
        .jdbi()
        .useTransaction(
            handle -> {
              JdbiOutbox.add(handle, "letters", CHANNEL, Samples.requested(1));
              handle.rollback();
            });
    // When
    int sent = relay(outbox).flush();
    // Then
    assertThat(sent).isZero();
  }

  /// Crash points: before the first send, between send and forget, between two batches.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void losesNothingAndSendsNothingTwiceWhereverItStops(int callsUntilTheCrash) {
    // Given
    add(250);
    Crash crash = new Crash(callsUntilTheCrash);
    OutboxRelay doomed =
        new OutboxRelay(crash.around(outbox), Map.of(CHANNEL, crash.around(carrier)));
    assertThatThrownBy(
            () -> {
              doomed.flush();
              throw new Crashed();
            })
        .isInstanceOf(Crashed.class);
    // When
    relay(outbox).flush();
    // Then
    assertThat(carrier.accepted).containsExactlyInAnyOrderElementsOf(keys(250));
    assertThat(rows()).isZero();
  }

  @Test
  void keepsTheRowsWhenTheCarrierRefuses() {
    // Given
    add(3);
    Outlet<Message> refusing =
        _ -> {
          throw new Crashed();
        };
    OutboxRelay relay = new OutboxRelay(outbox, Map.of(CHANNEL, refusing));
    // When
    assertThatThrownBy(relay::flush).isInstanceOf(Crashed.class);
    // Then
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void returnsAtOnceWhenAnotherThreadIsSendingAndThatThreadLooksAgain() throws Exception {
    // Given
    add(1);
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Outlet<Message> slow =
        message -> {
          sending.countDown();
          await(goOn);
          carrier.send(message);
        };
    OutboxRelay relay = new OutboxRelay(outbox, Map.of(CHANNEL, slow));
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<Integer> first = executor.submit(relay::flush);
      sending.await();
      addOne(2);
      // When
      int second = relay.flush();
      goOn.countDown();
      // Then
      assertThat(second).isZero();
      assertThat(first.get()).isEqualTo(2);
    }
    assertThat(carrier.accepted).containsExactlyElementsOf(keys(2));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private OutboxRelay relay(Outbox from) {
    return new OutboxRelay(from, Map.of(CHANNEL, carrier));
  }

  private void add(int count) {
    List<RunRequested> messages =
        IntStream.rangeClosed(1, count).mapToObj(Samples::requested).toList();
    database
        .jdbi()
        .useTransaction(handle -> JdbiOutbox.addAll(handle, "letters", CHANNEL, messages));
  }

  private void addOne(int number) {
    database
        .jdbi()
        .useTransaction(
            handle -> JdbiOutbox.add(handle, "letters", CHANNEL, Samples.requested(number)));
  }

  private static List<String> keys(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> Samples.requested(i).key()).toList();
  }

  private int rows() {
    return database
        .jdbi()
        .withHandle(
            h -> h.createQuery("select count(*) from letters.outbox").mapTo(int.class).one());
  }

  /// Takes the same key once, as the queue does.
  private static final class QueueLikeOutlet implements Outlet<Message> {
    final Set<String> accepted = new LinkedHashSet<>();

    @Override
    public void send(Message message) {
      accepted.add(message.key());
    }
  }

  private static final class Crashed extends RuntimeException {}

  /// Lets a number of calls through and then fails every one, as a dead process does.
  private static final class Crash {
    private int left;

    Crash(int left) {
      this.left = left;
    }

    void pass() {
      if (left-- <= 0) {
        throw new Crashed();
      }
    }

    Outbox around(Outbox real) {
      return new Outbox() {
        @Override
        public List<Pending> pending(int limit) {
          pass();
          return new ArrayList<>(real.pending(limit));
        }

        @Override
        public void sent(List<Long> ids) {
          pass();
          real.sent(ids);
        }
      };
    }

    Outlet<Message> around(Outlet<Message> real) {
      return new Outlet<>() {
        @Override
        public void send(Message message) {
          sendAll(List.of(message));
        }

        @Override
        public void sendAll(List<Message> messages) {
          pass();
          messages.forEach(real::send);
        }
      };
    }
  }
}
