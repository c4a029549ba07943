package openbell.scheduler.ownbars;

import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.Owner;

/// Who uploaded which symbols. Another owner's symbol does not exist.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when the database does not answer.
public interface UploadLedger {

  /// By symbol.
  List<UploadedBars> list(Owner owner);

  Optional<UploadedBars> find(Owner owner, String symbol);

  /// Writes the row, or puts it in the place of the symbol's row before.
  ///
  /// @param most symbols an owner may have
  Kept keep(Owner owner, UploadedBars bars, int most);

  /// Forgets the symbol unless a living portfolio of the owner names it.
  ///
  /// A portfolio that is submitted at the same moment may be taken although its symbol goes: its
  /// runs say `SYMBOL_GONE` until the owner uploads the symbol again. The same as a deletion a
  /// moment before or after, so nothing is locked for it.
  Removal remove(Owner owner, String symbol);

  /// What came of keeping.
  enum Kept {
    NEW,
    REPLACED,
    TOO_MANY
  }

  /// What came of removing.
  sealed interface Removal {
    /// It is forgotten.
    record Removed() implements Removal {}

    /// There was none.
    record Unknown() implements Removal {}

    /// A portfolio needs it.
    record Used(String portfolio) implements Removal {}
  }
}
