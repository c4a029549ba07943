package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.portfolio.Subscriber;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger.Acceptance;
import openbell.notification.digest.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Digests with a real ledger and a folder of mails. New York opens at 13:30 UTC.
class DigestTest {
  private static final String CLOSES = "2018-05-11T13:40:00Z";

  @TempDir Path mailbox;

  private HoldingHouse house;

  @BeforeEach
  void start() {
    house = new HoldingHouse(mailbox, "2018-05-11T13:31:00Z");
  }

  @Test
  void sendsOneMailInPlaceOfItsItems() throws Exception {
    // Given
    Subscriber reader = Reports.reader(ZoneOffset.UTC, null);
    house.take(Reports.quiet("alpha"));
    house.take(Reports.signal("zulu"));
    house.take(Reports.notice("beta", Kind.NO_SIGNAL, reader));
    // When
    house.beat();
    List<String> before = house.mails();
    house.clock.advance(Duration.ofMinutes(9));
    house.beat();
    // Then
    assertThat(before).isEmpty();
    assertThat(house.mails()).hasSize(1);
    String digest = house.id(DigestRequested.class::isInstance);
    assertThat(house.mails().getFirst()).contains("zulu", "alpha", "beta", "Its prices are stale.");
    assertThat(house.rows(LedgerState.SUPPRESSED))
        .hasSize(3)
        .extracting(LedgerEntry::reason)
        .containsOnly("Merged into digest " + digest);
    assertThat(house.tied()).hasSize(3).containsOnly(digest);
  }

  @Test
  void sendsTheOnlyReportAsTheMailItWouldHaveBeen() throws Exception {
    // Given
    house.take(Reports.signal("spy"));
    // When
    house.at(CLOSES);
    house.beat();
    // Then
    assertThat(house.mails()).hasSize(1);
    assertThat(house.mails().getFirst()).contains("AAPL SELL");
    assertThat(house.rows(LedgerState.ACCEPTED)).hasSize(1);
    assertThat(house.rows(LedgerState.SUPPRESSED)).isEmpty();
  }

  @Test
  void leavesOutWhatItsReaderLeftBeforeTheClose() throws Exception {
    // Given a reader of three portfolios who leaves one of them
    house.take(Reports.signal("one", subscriber("sub-1")));
    house.take(Reports.signal("two", subscriber("sub-2")));
    house.take(Reports.signal("three", subscriber("sub-3")));
    JdbiSuppressionList list = new JdbiSuppressionList(house.jdbi());
    list.change("sub-1", true, house.clock.instant());
    // When
    house.at(CLOSES);
    house.beat();
    // Then the others are in the digest, and its one click ends all of it
    assertThat(house.mails()).hasSize(1);
    assertThat(house.mails().getFirst())
        .contains("List-Unsubscribe: <https://openbell.example.com/subscription/unsubscribe/");
    assertThat(house.tied()).hasSize(2);
    assertThat(house.rows(LedgerState.SUPPRESSED))
        .extracting(LedgerEntry::reason)
        .filteredOn(reason -> reason.equals("UNSUBSCRIBED: the subscription has ended."))
        .hasSize(1);
  }

  @Test
  void sendsNothingWhenItsReaderLeftAltogether() throws Exception {
    // Given
    house.take(Reports.signal("one"));
    house.take(Reports.signal("two"));
    new JdbiSuppressionList(house.jdbi()).change("sub-1", true, house.clock.instant());
    // When
    house.at(CLOSES);
    house.beat();
    // Then
    assertThat(house.mails()).isEmpty();
    assertThat(house.rows(LedgerState.SUPPRESSED)).hasSize(2);
    assertThat(house.digests().due()).isEmpty();
  }

  private static Subscriber subscriber(String id) {
    return new Subscriber(id, Reports.SESSION.date(), ZoneOffset.UTC, null, false);
  }

  @Test
  void sendsAStragglerByItself() throws Exception {
    // Given
    house.take(Reports.signal("one"));
    house.take(Reports.signal("two"));
    house.at(CLOSES);
    house.beat();
    // When
    Acceptance straggler = house.take(Reports.signal("three"));
    house.beat();
    // Then
    assertThat(straggler.outcome()).isEqualTo(Acceptance.Outcome.NEW);
    assertThat(house.reasonWhenTaken(straggler.entry().id())).contains("after its digest");
    assertThat(house.mails()).hasSize(2);
    assertThat(house.rows(LedgerState.ACCEPTED)).hasSize(2);
  }

  @Test
  void closesOnceWhateverHowManyDoItAndItemsComeMeanwhile() throws Exception {
    // Given
    house.take(Reports.signal("p-0"));
    house.at(CLOSES);
    Callable<Boolean> close =
        () -> house.digests().due().stream().anyMatch(id -> house.digests().close(id).isPresent());
    Stream<Callable<Boolean>> items =
        IntStream.range(1, 12)
            .mapToObj(i -> () -> house.take(Reports.signal("p-" + i)).outcome() == null);
    List<Callable<Boolean>> work =
        Stream.concat(items, Stream.generate(() -> close).limit(6)).toList();
    // When
    long closed;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      closed = threads.invokeAll(work).stream().filter(Future::resultNow).count();
    }
    house.beat();
    // Then: each report is in exactly one mail
    List<LedgerEntry> merged = house.rows(LedgerState.SUPPRESSED);
    assertThat(closed).isLessThanOrEqualTo(1);
    assertThat(house.rows(LedgerState.PENDING)).isEmpty();
    long own =
        house.rows(LedgerState.ACCEPTED).stream()
            .filter(row -> !(row.request() instanceof DigestRequested))
            .count();
    assertThat(merged.size() + own).isEqualTo(12);
    assertThat(house.tied()).hasSameSizeAs(merged);
  }

  @Test
  void leavesNothingHalfDoneWhenItStopsInTheMiddle() throws Exception {
    // Given
    house.take(Reports.signal("one"));
    house.take(Reports.signal("two"));
    house.at(CLOSES);
    String id = house.digests().due().getFirst();
    JdbiDigestLedger real = house.digestLedger();
    // When
    assertThatThrownBy(
            () ->
                house
                    .jdbi()
                    .useTransaction(
                        _ -> {
                          real.close(id, house.clock.instant(), house.rules::close);
                          throw new IllegalStateException("stopped before the commit");
                        }))
        .hasMessageContaining("stopped");
    List<LedgerEntry> after = house.ledger.list(Reports.ANNA, 10);
    house.beat();
    // Then
    assertThat(after).hasSize(2).extracting(LedgerEntry::state).containsOnly(LedgerState.PENDING);
    assertThat(house.mails()).hasSize(1);
    assertThat(house.digests().close(id)).isEmpty();
  }
}
