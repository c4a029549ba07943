package openbell.scheduler.takeout;

import java.util.List;
import openbell.runtime.owned.OwnedRow;

/// Parts of an owner's data that services in other processes keep.
public interface DistantFiles {
  /// @param authorization the caller's own credential, or an empty text
  /// @throws openbell.model.run.FailureException when the service cannot be asked; its detail is a
  /// sentence for the caller
  List<String> files(String service, String authorization);

  /// One page, like {@link openbell.runtime.owned.OwnedPart#rows}.
  List<OwnedRow> rows(String service, String file, String after, String authorization);
}
