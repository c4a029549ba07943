package openbell.runtime.rest;

import java.util.List;
import java.util.stream.Stream;
import openbell.model.portfolio.Owner;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.OwnedRow;
import org.jspecify.annotations.Nullable;

/// What the doors of all services do when a scheduler in another process asks for an owner's data.
public final class OwnedDoor {
  private OwnedDoor() {}

  /// @param file null for the names of the files
  /// @throws ProblemException 404 when there is no such file
  public static List<OwnedRow> rows(
      Stream<OwnedPart> parts,
      String service,
      Owner owner,
      @Nullable String file,
      @Nullable String after) {
    OwnedPart part =
        parts
            .filter(one -> one.service().equals(service))
            .findFirst()
            .orElseThrow(OwnedDoor::unknown);
    if (file == null) {
      return part.files().stream().map(name -> new OwnedRow(name, "")).toList();
    }
    if (!part.files().contains(file)) {
      throw unknown();
    }
    return part.rows(owner, file, after == null ? "" : after);
  }

  private static ProblemException unknown() {
    return new ProblemException(404, "file-not-found", "There is no such file of your data.");
  }
}
