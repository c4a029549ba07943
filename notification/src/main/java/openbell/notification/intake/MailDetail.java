package openbell.notification.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import openbell.notification.archive.MailArchive;
import openbell.notification.deliver.LedgerState;
import org.jspecify.annotations.Nullable;

/// A mail with its content, as its reader gets it, and all that happened to it.
///
/// @param text the plain-text alternative
/// @param textOnly true when there is no HTML part
/// @param exact true when this is the copy that was kept; false when it was printed now
/// @param copiedAt when the copy was handed to the channel; null without a copy
/// @param history every state it was in, oldest first
/// @param repetitions how often it was sent again, oldest first
/// @param repeats ledger id of the mail that this one repeats; empty when it is a first one
/// @param resendRefusal why it cannot be sent again; empty when it can
public record MailDetail(
    MailView mail,
    Map<String, String> headers,
    String text,
    boolean textOnly,
    boolean exact,
    @Nullable Instant copiedAt,
    List<Step> history,
    List<Repetition> repetitions,
    String repeats,
    String resendRefusal) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  public String copiedText() {
    return copiedAt == null ? "" : MOMENT.format(copiedAt);
  }

  /// A change of state.
  ///
  /// @param attempt 0 before the first
  public record Step(String state, String reason, long attempt, Instant at) {
    static Step of(MailArchive.Step step) {
      return new Step(step.state().name(), step.reason(), step.attempt(), step.at());
    }

    public String atText() {
      return MOMENT.format(at);
    }

    /// The state in words.
    public String standing() {
      return MailView.words(LedgerState.valueOf(state));
    }

    /// Class of the badge on the page.
    public String tone() {
      return MailView.tone(state);
    }
  }

  /// One time that it was sent again.
  public record Repetition(String id, String who, String reason, Instant at) {
    static Repetition of(MailArchive.Audit audit) {
      return new Repetition(audit.copy(), audit.who().value(), audit.reason(), audit.at());
    }

    public String atText() {
      return MOMENT.format(at);
    }
  }
}
