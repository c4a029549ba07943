package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.model.wire.MessageCodec;
import openbell.notification.archive.CopyingChannel;
import openbell.notification.archive.MailArchive.Audit;
import openbell.notification.archive.MailArchive.Query;
import openbell.notification.archive.SentCopy;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.render.Letters;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiMailArchiveTest {
  private static final Instant NOW = Instant.parse("2018-05-11T13:30:00Z");
  private static final Owner ANNA = new Owner("anna");
  private static final byte[] PNG = {1, 2, 3};

  private final List<Email> sent = new ArrayList<>();
  private Jdbi jdbi;
  private JdbiSendLedger ledger;
  private JdbiMailArchive archive;
  private CopyingChannel channel;

  @BeforeEach
  void emptyDatabase() {
    RealPostgres.Database database =
        RealPostgres.copyOf(
            "notification",
            empty ->
                new Migrations(empty.dataSource())
                    .run(List.of(new SchemaMigration("notification", "db/notification"))));
    jdbi = database.jdbi();
    ledger = new JdbiSendLedger(jdbi, new MessageCodec());
    archive = new JdbiMailArchive(jdbi);
    channel = new CopyingChannel(new Remembering(), archive, ManualClock.at(NOW.toString()));
  }

  private final class Remembering implements Channel {
    @Override
    public String name() {
      return "smtp";
    }

    @Override
    public SendOutcome send(Email email) {
      sent.add(email);
      return new SendOutcome.Accepted("m-1");
    }
  }

  @Test
  void keepsWhatTheLastAttemptHandedOver() {
    // Given
    String id = accept(Letters.sell(), "AAPL SELL");
    channel.send(email(id, "AAPL SELL", "<p>first</p>"));
    // When
    channel.send(email(id, "AAPL SELL", "<p>second</p>"));
    // Then
    SentCopy copy = archive.copy(ANNA, id).orElseThrow();
    assertThat(copy.html()).isEqualTo("<p>second</p>");
    assertThat(copy.chart()).hasValueSatisfying(png -> assertThat(png).isEqualTo(PNG));
    assertThat(archive.copy(new Owner("ben"), id)).isEmpty();
  }

  @Test
  void sendsAFixedLetterAsItStands() {
    // Given
    String id = accept(Letters.sell(), "[copy] AAPL SELL");
    SentCopy fixed = new SentCopy("[copy] AAPL SELL", "<p>old</p>", "old", Optional.empty(), NOW);
    Audit audit = new Audit(id, ANNA, "Lost", NOW);
    boolean first = archive.fix(id, fixed, audit, "the-first");
    boolean twice = archive.fix(id, fixed, audit, "the-first");
    // When
    channel.send(email(id, "AAPL SELL", "<p>printed anew</p>"));
    // Then
    assertThat(List.of(first, twice)).containsExactly(true, false);
    assertThat(sent.getLast().subject()).isEqualTo("[copy] AAPL SELL");
    assertThat(sent.getLast().html()).isEqualTo("<p>old</p>");
    assertThat(sent.getLast().chart()).isEmpty();
    assertThat(archive.repeats(ANNA, id)).contains("the-first");
    assertThat(archive.audits(ANNA, "the-first")).hasSize(1);
  }

  @Test
  void sendsNothingWhenTheCopyCannotBeKept() {
    // Given
    jdbi.useHandle(handle -> handle.execute("drop table notification.mail_copy"));
    // When
    SendOutcome outcome = channel.send(email("m-1", "AAPL SELL", "<p>first</p>"));
    // Then
    assertThat(outcome).isInstanceOf(SendOutcome.NotNow.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void findsMailsOfTheOwnerAlone() {
    // Given
    String id = accept(Letters.sell(), "AAPL SELL 100%");
    LocalDate day = Letters.sell().session().date();
    // When, Then
    assertThat(archive.search(ANNA, Query.ALL, 10)).containsExactly(id);
    assertThat(archive.search(new Owner("ben"), Query.ALL, 10)).isEmpty();
    assertThat(search("sell 100%", "", day, LedgerState.PENDING)).containsExactly(id);
    assertThat(search("s_ll", "", null, null)).isEmpty();
    assertThat(search("", Letters.sell().recipient().email().substring(1), null, null)).hasSize(1);
    assertThat(search("", "", day.plusDays(1), null)).isEmpty();
    assertThat(search("", "", null, LedgerState.UNKNOWN)).isEmpty();
    assertThat(archive.search(ANNA, new Query("", "", "", null, null, id), 10)).isEmpty();
    assertThat(archive.history(ANNA, id)).hasSize(1);
    assertThat(archive.history(new Owner("ben"), id)).isEmpty();
    assertThat(told(ANNA)).containsExactly("Mail accepted for anna@example.com");
    assertThat(told(new Owner("ben"))).containsExactly("No mail");
  }

  @Test
  void forgetsOldCopiesAndPicturesThatNobodyNeeds() {
    // Given
    String id = accept(Letters.sell(), "AAPL SELL");
    channel.send(email(id, "AAPL SELL", "<p>first</p>"));
    // When
    int early = archive.sweep(NOW, 10);
    int late = archive.sweep(NOW.plus(Duration.ofDays(1)), 10);
    // Then
    assertThat(List.of(early, late)).containsExactly(0, 1);
    assertThat(archive.copy(ANNA, id)).isEmpty();
    assertThat(
            jdbi.<Integer, RuntimeException>withHandle(
                handle ->
                    handle
                        .createQuery("select count(*) from notification.mail_chart")
                        .mapTo(Integer.class)
                        .one()))
        .isZero();
  }

  private List<String> told(Owner owner) {
    NotificationRequested mail = Letters.sell();
    return new MailTimeline(jdbi)
        .events(new TimelineQuestion(owner, mail.portfolio(), mail.session(), "")).stream()
            .map(TimelineEvent::what)
            .toList();
  }

  private List<String> search(String text, String to, LocalDate day, LedgerState state) {
    return archive.search(ANNA, new Query(text, to, "", day, state, ""), 10);
  }

  private String accept(NotificationRequested request, String subject) {
    return ledger.accept(LedgerKey.of(request, "smtp"), request, subject, NOW, NOW).entry().id();
  }

  private static Email email(String id, String subject, String html) {
    return new Email(
        id,
        "openbell@localhost",
        "anna@example.com",
        subject,
        html,
        "text",
        Optional.of(PNG),
        "chart@openbell",
        Map.of(),
        NOW);
  }
}
