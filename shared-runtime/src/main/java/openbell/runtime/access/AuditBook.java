package openbell.runtime.access;

import java.time.Instant;
import java.util.List;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// The audit log as it is kept. Entries are only added, and removed by age.
public interface AuditBook {

  /// Keeps all of them, or none.
  void write(List<AuditEntry> entries);

  /// Newest first.
  ///
  /// @param owner whose; null for everybody's
  /// @param before position to continue after; null to begin with the newest
  List<Kept> list(@Nullable Owner owner, @Nullable Long before, int limit);

  /// Removes what is older.
  ///
  /// @return how many
  int forget(Instant before);

  /// @param position of the entry; later entries have higher ones
  record Kept(long position, AuditEntry entry) {}
}
