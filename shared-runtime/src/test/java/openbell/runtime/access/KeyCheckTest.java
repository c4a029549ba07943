package openbell.runtime.access;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKeys.Wish;
import openbell.runtime.access.KeyCheck.Verdict.Accepted;
import openbell.runtime.access.KeyCheck.Verdict.Refused;
import openbell.runtime.access.KeyCheck.Why;
import openbell.runtime.access.adapter.JdbiApiKeys;
import openbell.runtime.access.adapter.JdbiSessions;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The decision together with the real table.
class KeyCheckTest {
  private static final Owner ANNA = new Owner("anna");
  private static final Owner BOB = new Owner("bob");

  private static final RealPostgres.Database DATABASE = RealPostgres.newDatabase();
  private final ManualClock clock = ManualClock.at("2018-06-15T13:30:00Z");
  private final ApiKeys keys = new JdbiApiKeys(DATABASE.jdbi(), new SecureRandom());
  private final Sessions sessions = new JdbiSessions(DATABASE.jdbi(), new SecureRandom());
  private final KeyCheck check = new KeyCheck(keys, sessions, clock, ofSeconds(10));

  @BeforeAll
  static void makeTable() {
    new Migrations(DATABASE.dataSource()).run(List.of(new SchemaMigration("access", "db/access")));
  }

  private static KeyCheck.Verdict accepted(String id) {
    return new Accepted(new Grant(ANNA, id, Scope.all()));
  }

  @Test
  void acceptsAKeyForTheOwnerItWasMadeFor() {
    // Given
    ApiKey key = keys.create(ANNA);
    // When
    KeyCheck.Verdict verdict = check.check(key.text());
    // Then
    assertThat(verdict).isEqualTo(accepted(key.id()));
    assertThat(key.text()).matches("ob_live_[a-z0-9]{8}_[0-9A-Za-z]{32}");
  }

  @Test
  void keepsNoSecret() {
    // Given
    ApiKey key = keys.create(ANNA);
    // When
    String dump =
        DATABASE
            .jdbi()
            .withHandle(
                h ->
                    h.createQuery("select t::text from access.api_key t where id = :id")
                        .bind("id", key.id())
                        .mapTo(String.class)
                        .one());
    // Then
    assertThat(dump).contains(key.id()).doesNotContain(key.secret());
    assertThat(key.toString()).doesNotContain(key.secret());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "ob_live_short_x",
        "ob_test_aaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "ob_live_AAAAAAAA_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "ob_live_aaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'",
        " ob_live_aaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
      })
  void refusesWhatIsNoKey(String text) {
    assertThat(check.check(text)).isEqualTo(new Refused(Why.MALFORMED, ""));
  }

  @Test
  void refusesAnUnknownIdAndAWrongSecret() {
    // Given
    ApiKey key = keys.create(ANNA);
    ApiKey forged = new ApiKey(key.id(), "0".repeat(32));
    ApiKey unknown = new ApiKey("zzzzzzzz", key.secret());
    // When, Then
    assertThat(check.check(forged.text())).isEqualTo(new Refused(Why.WRONG_SECRET, key.id()));
    assertThat(check.check(unknown.text())).isEqualTo(new Refused(Why.UNKNOWN, "zzzzzzzz"));
  }

  @Test
  void refusesARevokedKeyOnceTheTrustIsOver() {
    // Given
    ApiKey key = keys.create(ANNA);
    check.check(key.text());
    // When
    boolean revoked = keys.revoke(ANNA, key.id());
    // Then
    assertThat(revoked).isTrue();
    assertThat(check.check(key.text())).isInstanceOf(Accepted.class);
    clock.advance(ofSeconds(10));
    assertThat(check.check(key.text())).isEqualTo(new Refused(Why.REVOKED, key.id()));
  }

  @Test
  void letsNobodyRevokeTheKeyOfAnother() {
    // Given
    ApiKey key = keys.create(ANNA);
    // When
    boolean revoked = keys.revoke(BOB, key.id());
    // Then
    assertThat(revoked).isFalse();
    assertThat(keys.of(BOB)).isEmpty();
    assertThat(check.check(key.text())).isInstanceOf(Accepted.class);
  }

  @Test
  void refusesAKeyFromItsExpiryOnEvenWhileItIsTrusted() {
    // Given
    ApiKey key = keys.create(ANNA, new Wish("", Scope.all(), clock.instant().plusSeconds(5)));
    assertThat(check.check(key.text())).isInstanceOf(Accepted.class);
    // When
    clock.advance(ofSeconds(5));
    // Then
    assertThat(check.check(key.text())).isEqualTo(new Refused(Why.EXPIRED, key.id()));
  }

  @Test
  void notesTheLastUseAtMostOnceAMinute() {
    // Given
    ApiKey key = keys.create(ANNA);
    var first = clock.instant();
    check.check(key.text());
    clock.advance(ofSeconds(59));
    check.check(key.text());
    assertThat(keys.find(key.id()).orElseThrow().lastUsedAt()).isEqualTo(first);
    // When
    clock.advance(ofMinutes(1));
    check.check(key.text());
    // Then
    assertThat(keys.find(key.id()).orElseThrow().lastUsedAt()).isEqualTo(clock.instant());
  }

  @Test
  void keepsAKeyThatWasMadeElsewhereOnce() {
    // Given
    ApiKey key = ApiKey.parse("ob_live_abcd1234_" + "k".repeat(32)).orElseThrow();
    assertThat(keys.keep(key, ANNA)).isTrue();
    // When
    boolean again = keys.keep(key, BOB);
    // Then
    assertThat(again).isFalse();
    assertThat(check.check(key.text())).isEqualTo(accepted("abcd1234"));
  }
}
