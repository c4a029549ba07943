package openbell.signal.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.message.SubscriptionChanged;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.wire.MessageCodec;
import openbell.runtime.link.LinkKey;
import openbell.runtime.link.SignedLinks;
import openbell.runtime.link.SignedLinks.LinkPurpose;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import openbell.signal.audience.Subscription.Terms;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.subscribe.MailLimits;
import openbell.signal.subscribe.Outcome;
import openbell.signal.subscribe.ReaderDesk;
import openbell.signal.subscribe.Steps;
import openbell.signal.subscribe.SubscriptionEvent;
import openbell.signal.subscribe.SubscriptionEvent.What;
import openbell.signal.subscribe.Subscriptions;
import openbell.signal.subscribe.Wish;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiSubscriptionBookTest {
  private static final Owner ANNA = new Owner("anna");
  private static final PortfolioId SEEN = new PortfolioId("p-seen");
  private static final Wish WISH = new Wish(Preference.ON_CHANGE, "en", Terms.PLAIN, null);

  private final ManualClock clock = ManualClock.at("2018-05-11T13:30:00Z");
  private Jdbi jdbi;
  private JdbiOutbox outbox;
  private Subscriptions subscriptions;

  @BeforeEach
  void emptyDatabase() {
    RealPostgres.Database database =
        RealPostgres.copyOf(
            "signal",
            empty ->
                new Migrations(empty.dataSource())
                    .run(List.of(new SchemaMigration("signal", "db/signal"))));
    jdbi = database.jdbi();
    outbox = new JdbiOutbox(jdbi, "signal", new MessageCodec());
    subscriptions =
        new Subscriptions(
            new JdbiSubscriptionBook(jdbi, clock),
            new Steps(new MailLimits(2, 3, 5, 100)),
            new SubscriptionPolicy(Set.of("example.com")),
            (_, _) -> Optional.of("Golden cross"),
            clock);
    // A portfolio that was seen, and nobody is subscribed to.
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into signal.history values ('seen', 'anna', 'p-seen', 'XNYS', '2018-05-11',"
                    + " '2018-05-10', 'x', 1, 'SCHEDULED', 'FAILED', null, null, null, '[]', '', 0,"
                    + " now())"));
  }

  @Test
  void asksInTheTransactionThatStoresAndStopsWhereItBothers() {
    // Given
    Subscription asked = done(subscriptions.add(ANNA, SEEN, "eve@elsewhere.org", WISH));
    done(subscriptions.resend(ANNA, asked.id()));
    // When
    Outcome third = subscriptions.resend(ANNA, asked.id());
    // Then
    assertThat(third).isInstanceOf(Outcome.Refused.class);
    assertThat(outbox.pending(10))
        .extracting(pending -> ((NoticeRequested) pending.message()).template())
        .containsExactly("confirm-1", "confirm-2");
    assertThat(subscriptions.events(asked, 10))
        .extracting(SubscriptionEvent::what)
        .containsExactly(What.REFUSED, What.ASKED, What.ASKED);
    // and a day later it may be asked again
    clock.advance(Duration.ofHours(25));
    assertThat(subscriptions.resend(ANNA, asked.id())).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void countsWhatOneOwnerAsksOverAllAddresses() {
    // Given
    for (String name : List.of("a", "b", "c")) {
      done(subscriptions.add(ANNA, SEEN, name + "@elsewhere.org", WISH));
    }
    // When
    Outcome fourth = subscriptions.add(ANNA, SEEN, "d@elsewhere.org", WISH);
    // Then nothing is stored of it but that it was refused
    assertThat(fourth).isInstanceOf(Outcome.Refused.class);
    assertThat(subscriptions.list(ANNA, SEEN, State.PENDING, 10)).hasSize(3);
    assertThat(subscriptions.list(new Owner("bob"), null, null, 10)).isEmpty();
    assertThat(subscriptions.add(new Owner("bob"), SEEN, "e@elsewhere.org", WISH))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void keepsWhatWasSaidAndAnIdThatSqlKnowsToo() {
    // Given
    Subscription vouched = done(subscriptions.add(ANNA, SEEN, "zoe@example.com", WISH));
    // When
    done(subscriptions.test(ANNA, vouched.id()));
    Subscription read = subscriptions.find(ANNA, vouched.id()).orElseThrow();
    // Then
    assertThat(read).isEqualTo(vouched);
    assertThat(read.recipient())
        .isEqualTo(new Recipient("zoe@example.com", Preference.ON_CHANGE, "en"));
    assertThat(outbox.pending(9))
        .map(waiting -> waiting.message())
        .filteredOn(NoticeRequested.class::isInstance)
        .map(message -> ((NoticeRequested) message).kind())
        .containsExactly(Kind.TEST);
    String inSql =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select substr(encode(sha256(convert_to(owner || E'\\n' || portfolio"
                            + " || E'\\n' || lower(trim(email)), 'UTF8')), 'hex'), 1, 32)"
                            + " from signal.subscription")
                    .mapTo(String.class)
                    .one());
    assertThat(inSql).isEqualTo(vouched.id());
  }

  @Test
  void theLinkOfADigestEndsAllThatIsMergedIntoItAndNothingElse() {
    // Given a reader with two portfolios in a digest and one by itself, and another reader
    Wish daily = new Wish(Preference.DAILY_DIGEST, "en", Terms.PLAIN, null);
    PortfolioId other = seen("p-other");
    PortfolioId single = seen("p-single");
    Subscription first = done(subscriptions.add(ANNA, SEEN, "zoe@example.com", daily));
    Subscription second = done(subscriptions.add(ANNA, other, "Zoe@example.com", daily));
    Subscription byItself = done(subscriptions.add(ANNA, single, "zoe@example.com", WISH));
    Subscription another = done(subscriptions.add(ANNA, SEEN, "yan@example.com", daily));
    SignedLinks links = new SignedLinks(List.of(new LinkKey("test", "0123456789abcdef".repeat(2))));
    String token = links.sign(LinkPurpose.UNSUBSCRIBE_DIGEST, second.id(), null);
    ReaderDesk desk =
        new ReaderDesk(
            new JdbiSubscriptionBook(jdbi, clock), new Steps(MailLimits.USUAL), links, clock);
    // When it is used twice
    desk.unsubscribe(token);
    desk.unsubscribe(token);
    // Then
    assertThat(desk.endsDigest(token)).isTrue();
    assertThat(subscriptions.list(ANNA, null, State.ENDED, 10))
        .extracting(Subscription::id)
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(subscriptions.list(ANNA, null, State.CONFIRMED, 10))
        .extracting(Subscription::id)
        .containsExactlyInAnyOrder(byItself.id(), another.id());
    assertThat(subscriptions.events(first, 1).getFirst().by())
        .isEqualTo(SubscriptionEvent.By.READER);
    // and those who hold mails for the reader hear of each once
    assertThat(outbox.pending(20))
        .extracting(pending -> pending.message())
        .filteredOn(message -> message instanceof SubscriptionChanged changed && changed.ended())
        .hasSize(2);
  }

  private PortfolioId seen(String portfolio) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into signal.history select ?, owner, ?, market, session, as_of, config_hash,"
                    + " revision, purpose, outcome, artifact_key, artifact_sha256, artifact_bytes,"
                    + " changes, detail, notified, at from signal.history where run_id = 'seen'",
                portfolio,
                portfolio));
    return new PortfolioId(portfolio);
  }

  @Test
  void neverForgetsAnEvent() {
    // Given
    done(subscriptions.add(ANNA, SEEN, "zoe@example.com", WISH));
    // When
    var forgetting =
        assertThatThrownBy(
            () ->
                jdbi.useHandle(handle -> handle.execute("delete from signal.subscription_event")));
    // Then
    forgetting.hasMessageContaining("only ever appended");
  }

  private static Subscription done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).now();
  }
}
