package openbell.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.calendar.Calendars;
import openbell.model.market.Session;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.wire.CalendarOverrideCodec;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.scheduler.ownbars.UploadLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobResolverTest {
  private static final PortfolioId PORTFOLIO = new PortfolioId("p1");
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 27);
  private static final Duration SHARE = Spread.share(PORTFOLIO, Duration.ofMinutes(2));

  /// The day after Thanksgiving, which ends at 13:00.
  private static final Instant CLOSE = Instant.parse("2026-11-27T18:00:00Z");

  @ParameterizedTest
  @CsvSource({"PT-10M", "PT0S", "PT1S", "PT30S", "PT1M", "PT1M59S"})
  void waitsUntilItsOwnMomentAfterTheDueTimeWheneverItIsAsked(Duration asked) throws Exception {
    // Given a run that is due at the close of a short day
    RunJob job = job(Purpose.SCHEDULED, "PT2M");
    Instant now = CLOSE.plus(asked);

    // When
    Duration delay = resolver(Calendars.builtIn()).delay(job, now);

    // Then
    Duration left = SHARE.minus(asked);
    assertThat(SHARE).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(2));
    assertThat(delay).isEqualTo(left.isPositive() ? left : Duration.ZERO);
  }

  @Test
  void doesNotWaitWhenItsMomentHasPassed() throws Exception {
    // Given a run that is caught up an hour later
    RunJob job = job(Purpose.SCHEDULED, "PT2M");

    // When
    Duration delay = resolver(Calendars.builtIn()).delay(job, CLOSE.plusSeconds(3_600));

    // Then
    assertThat(delay).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = Purpose.class, names = "SCHEDULED", mode = EnumSource.Mode.EXCLUDE)
  void nobodyWhoWaitsForARunWaitsForASpread(Purpose purpose) throws Exception {
    // Given
    RunJob job = job(purpose, "PT2M");

    // When, then
    assertThat(resolver(Calendars.builtIn()).delay(job, CLOSE)).isZero();
  }

  @Test
  void aScheduleWithoutASpreadStartsAtOnce() throws Exception {
    // Given
    RunJob job = job(Purpose.SCHEDULED, "PT0S");

    // When, then
    assertThat(resolver(Calendars.builtIn()).delay(job, CLOSE.minusSeconds(5))).isZero();
  }

  @Test
  void aCloseThatIsMovedMovesTheMomentAndAClosureTakesItAway() throws Exception {
    // Given
    RunJob job = job(Purpose.SCHEDULED, "PT2M");
    Calendars noon = with("\"kind\": \"close\", \"close\": \"12:00\"");
    Calendars closed = with("\"kind\": \"closure\"");

    // When, then
    assertThat(resolver(noon).delay(job, CLOSE.minusSeconds(3_600))).isEqualTo(SHARE);
    assertThat(resolver(closed).delay(job, CLOSE)).isZero();
  }

  private static Calendars with(String change) {
    return CalendarOverrideCodec.apply(
        "{\"entries\": [{\"exchange\": \"XNYS\", \"date\": \"%s\", \"reason\": \"r\", %s}]}"
            .formatted(FRIDAY, change));
  }

  private static JobResolver resolver(Calendars calendars) {
    return new JobResolver(
        silent(RunDefinitions.class),
        (_, _) -> Optional.empty(),
        silent(UploadLedger.class),
        Duration.ofMinutes(30),
        () -> calendars);
  }

  /// Nobody is asked: a delay depends on the job and the calendar alone.
  private static <T> T silent(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new IllegalStateException(method.getName());
            }));
  }

  private static RunJob job(Purpose purpose, String spread) throws Exception {
    Path sample =
        Path.of(System.getProperty("openbell.root", ".."))
            .resolve("sample-data/portfolios/golden-cross.json");
    String schedule =
        "\"schedule\": {\"calendar\": \"XNYS\", \"at\": \"close\", \"spread\": \"%s\"}, \"name\""
            .formatted(spread);
    String document = Files.readString(sample).replaceFirst("\"name\"", schedule);
    PortfolioCodec codec = new PortfolioCodec();
    var parsed = (Parsed.Ok) codec.parse(document.getBytes(StandardCharsets.UTF_8));
    RunRef run =
        RunRef.of(
            new Owner("ada"),
            PORTFOLIO,
            new Session("XNYS", FRIDAY),
            FRIDAY,
            codec.configHash(parsed.definition()),
            1,
            purpose);
    return new RunJob(run, parsed.definition(), CLOSE.plusSeconds(1_800));
  }
}
