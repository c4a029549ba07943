package openbell.runtime.owned;

import java.util.List;
import openbell.model.portfolio.Owner;

/// Everything that one service keeps of an owner, page by page.
public interface OwnedPart {
  /// Rows of one page; the last page has fewer.
  int PAGE = 500;

  /// Name of the service, e.g. `notification`.
  String service();

  /// What there is: `subscriptions.ndjson` has a row per line, `portfolios/` a file per row.
  List<String> files();

  /// Up to {@link #PAGE} rows, by key.
  ///
  /// @param after key of the last row of the page before; empty for the first page
  /// @throws openbell.model.run.FailureException `DATABASE_UNAVAILABLE`
  /// @throws IllegalArgumentException when there is no such file
  List<OwnedRow> rows(Owner owner, String file, String after);
}
