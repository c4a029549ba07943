package openbell.worker.adapter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import openbell.worker.adapter.HttpAnswers.Reply;
import openbell.worker.market.Answer;
import openbell.worker.market.BarProvider;
import openbell.worker.market.BarRequest;
import openbell.worker.market.NoBars;

/// Bars by HTTP, asked once per call.
///
/// Addresses come from the configuration; of what users write, only a symbol that passed its
/// pattern gets into one, percent-encoded.
public final class HttpBarProvider implements BarProvider {
  private static final Duration PAUSE_IF_NOT_SAID = Duration.ofSeconds(5);

  private final Dialect dialect;
  private final String identity;
  private final Map<String, String> names;
  private final LocalDate firstDay;
  private final HttpAnswers answers;
  private final InstantSource clock;

  /// @param names the provider's names of symbols it calls otherwise
  /// @param firstDay of history that is asked for
  public HttpBarProvider(
      Dialect dialect,
      String identity,
      Map<String, String> names,
      LocalDate firstDay,
      Duration timeout,
      InstantSource clock) {
    this.dialect = dialect;
    this.identity = identity;
    this.names = Map.copyOf(names);
    this.firstDay = firstDay;
    this.answers = new HttpAnswers(timeout);
    this.clock = clock;
  }

  @Override
  public String name() {
    return dialect.name();
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public Answer fetch(BarRequest request) {
    String symbol = request.symbol();
    String known = names.get(symbol);
    String name = known == null ? dialect.nameOf(symbol) : known;
    // Always through today: one answer serves runs about yesterday and about last year.
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate to = request.through().isAfter(today) ? request.through() : today;
    Reply reply = answers.get(dialect.address(name, firstDay, to), dialect.headers());
    int status = reply.status();
    if (status == 429 || (status == 503 && reply.retryAfter().isPresent())) {
      return new Answer.Busy(pause(reply.retryAfter()));
    }
    if (status == 404 || status == 410) {
      // A page that is not found says nothing about a symbol: the address may be wrong.
      if (isPage(reply.body())) {
        throw NoBars.now("the source answers with status " + status + " and a web page");
      }
      return new Answer.Unknown();
    }
    if (status == 401 || status == 403) {
      throw NoBars.now("the source refuses us; the operator should look at the key");
    }
    if (status != 200) {
      throw NoBars.now("the source answers with status " + status);
    }
    return dialect.read(symbol, reply.body());
  }

  private static boolean isPage(byte[] body) {
    int at = 0;
    while (at < body.length && body[at] <= ' ' && body[at] >= 0) {
      at++;
    }
    return at < body.length && body[at] == '<';
  }

  /// Seconds, or a date.
  private Duration pause(Optional<String> retryAfter) {
    String text = retryAfter.orElse("").strip();
    if (text.matches("[0-9]{1,6}")) {
      return Duration.ofSeconds(Math.max(1, Long.parseLong(text)));
    }
    try {
      ZonedDateTime at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration left = Duration.between(clock.instant(), at.toInstant());
      return left.isPositive() ? left : Duration.ofSeconds(1);
    } catch (DateTimeException _) {
      return PAUSE_IF_NOT_SAID;
    }
  }
}
