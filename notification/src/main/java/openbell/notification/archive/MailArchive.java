package openbell.notification.archive;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.LedgerState;
import org.jspecify.annotations.Nullable;

/// The copies of what was sent, and everything else that is known of a mail beside its row.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when the database does not answer.
public interface MailArchive {

  /// Keeps what is about to be sent, in place of what an earlier attempt kept.
  ///
  /// @return the letter to send instead, when one was fixed before
  Optional<SentCopy> keep(Email email, Instant at);

  /// The copy of one of the owner's mails; empty when none was sent, or when it is too old.
  Optional<SentCopy> copy(Owner owner, String id);

  /// Fixes a letter before it is sent, with the row of the audit that says why.
  ///
  /// @param of ledger id of the mail it repeats
  /// @return false when there is such a letter already; then nothing was written
  boolean fix(String id, SentCopy copy, Audit audit, String of);

  /// Ledger ids of the owner's mails that match, newest first.
  List<String> search(Owner owner, Query query, int limit);

  /// Every state the mail was in, oldest first.
  List<Step> history(Owner owner, String id);

  /// How often the mail was sent again, and why, oldest first.
  List<Audit> audits(Owner owner, String id);

  /// The ledger id of the mail that this one repeats.
  Optional<String> repeats(Owner owner, String id);

  /// Why nothing may be sent to the reader of a mail; empty when it may.
  ///
  /// @param subscription id of the reader's subscription, or an empty text
  Optional<String> barred(String address, String subscription);

  /// Removes copies that were sent before `before`, and pictures that no copy needs.
  ///
  /// @return how many copies went
  int sweep(Instant before, int limit);

  /// What is looked for; null and empty texts mean all.
  ///
  /// @param text part of the subject, in any case
  /// @param recipient part of the address, in any case
  /// @param after ledger id of the last mail of the page before
  record Query(
      String text,
      String recipient,
      String portfolio,
      @Nullable LocalDate session,
      @Nullable LedgerState state,
      String after) {
    public static final Query ALL = new Query("", "", "", null, null, "");
  }

  /// One change of state.
  record Step(LedgerState state, String reason, long attempt, Instant at) {}

  /// One time that a mail was sent again.
  ///
  /// @param copy ledger id of the repetition
  record Audit(String copy, Owner who, String reason, Instant at) {}
}
