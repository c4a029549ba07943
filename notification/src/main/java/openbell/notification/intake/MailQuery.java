package openbell.notification.intake;

import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openbell.notification.archive.MailArchive.Query;
import openbell.notification.deliver.LedgerState;
import openbell.runtime.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/// What is looked for, as it stands in the address.
///
/// @param q part of the subject
/// @param to part of the recipient's address
/// @param portfolio its id
/// @param session the day, `2018-05-11`
/// @param state of the ledger, in any case
/// @param after ledger id of the last mail of the page before
public record MailQuery(
    @QueryParam("q") @Nullable String q,
    @QueryParam("to") @Nullable String to,
    @QueryParam("portfolio") @Nullable String portfolio,
    @QueryParam("session") @Nullable String session,
    @QueryParam("state") @Nullable String state,
    @QueryParam("after") @Nullable String after) {

  private static final int LONGEST = 200;

  /// @throws ProblemException 400 when a part has no meaning
  Query query() {
    return new Query(
        text("q", q),
        text("to", to),
        text("portfolio", portfolio),
        day(text("session", session)),
        ledgerState(text("state", state)),
        text("after", after));
  }

  /// True when anything is looked for.
  public boolean any() {
    return Stream.of(q, to, portfolio, session, state).anyMatch(part -> !text("", part).isEmpty());
  }

  /// For the fields of the form.
  public String value(String name) {
    return text(
        name,
        switch (name) {
          case "q" -> q;
          case "to" -> to;
          case "portfolio" -> portfolio;
          case "session" -> session;
          default -> state;
        });
  }

  /// All states that can be chosen.
  public List<String> states() {
    return Arrays.stream(LedgerState.values()).map(LedgerState::name).toList();
  }

  /// A state as the page says it.
  public String words(String state) {
    return MailView.words(LedgerState.valueOf(state));
  }

  /// The same question about what follows `last`, as the end of an address.
  String next(String last) {
    return Stream.of("q", "to", "portfolio", "session", "state")
            .filter(name -> !value(name).isEmpty())
            .map(name -> name + "=" + URLEncoder.encode(value(name), StandardCharsets.UTF_8) + "&")
            .collect(Collectors.joining())
        + "after="
        + last;
  }

  private static String text(String name, @Nullable String part) {
    String text = part == null ? "" : part.strip();
    if (text.length() > LONGEST) {
      throw bad(name, "It has at most %d characters.".formatted(LONGEST));
    }
    return text;
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw bad("session", "Write it as YYYY-MM-DD.");
    }
  }

  private static @Nullable LedgerState ledgerState(String text) {
    try {
      return text.isEmpty() ? null : LedgerState.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw bad("state", "It is one of " + Arrays.toString(LedgerState.values()) + ".");
    }
  }

  private static ProblemException bad(String name, String fix) {
    return new ProblemException(400, "bad-search", "`%s` cannot be used. %s".formatted(name, fix));
  }
}
