package openbell.signal.forward;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.record.ForwardLine;
import openbell.model.record.ForwardTip;
import org.jspecify.annotations.Nullable;

/// Reads what was recorded of an owner's signals. Entries are written with the signal history, in
/// its transaction.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when the database does not answer.
public interface ForwardRecord {

  /// Where the chain ends; an empty one when nothing was recorded yet.
  ForwardTip head(Owner owner);

  /// Lines of the export after `after`, by number, whatever is in them.
  ///
  /// @param portfolio null for all
  List<String> lines(Owner owner, long after, @Nullable PortfolioId portfolio, int limit);

  /// Rows after `after`, by number, each judged for itself.
  List<Row> rows(Owner owner, long after, int limit);

  /// The last entry of each day in UTC, newest first.
  List<DayHead> days(Owner owner, int limit);

  /// A row, or the reason why it is none any more.
  ///
  /// @param line empty when the row cannot be read or contradicts itself
  record Row(long number, Optional<ForwardLine> line, String flaw) {}

  /// The end of the chain on one day.
  record DayHead(LocalDate day, long number, String hash, Instant recordedAt) {}
}
