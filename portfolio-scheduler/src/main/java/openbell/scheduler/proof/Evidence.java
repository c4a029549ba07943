package openbell.scheduler.proof;

import java.util.List;
import openbell.model.artifact.Manifest;
import openbell.model.portfolio.PortfolioDefinition;
import org.jspecify.annotations.Nullable;

/// What is left of a run.
///
/// @param exhibits the manifest first, then its files, then the bars; the manifest alone when it is
/// not whole, because then nothing says what else there should be
/// @param manifest null when it is not whole
/// @param definition as it was recorded; null when it was not, or cannot be read
/// @param definitionHash the configuration hash of that definition; empty without one
/// @param remarks sentences about what is unusual
public record Evidence(
    List<Exhibit> exhibits,
    @Nullable Manifest manifest,
    @Nullable PortfolioDefinition definition,
    String definitionHash,
    List<String> remarks) {
  public Evidence {
    exhibits = List.copyOf(exhibits);
    remarks = List.copyOf(remarks);
  }

  /// True when every byte is as it was, and the definition is the one that the manifest names.
  public boolean whole() {
    return manifest != null
        && exhibits.stream().allMatch(Exhibit::whole)
        && (definitionHash.isEmpty() || definitionHash.equals(manifest.configHash()));
  }

  /// True when everything is there that a repetition needs.
  public boolean repeatable() {
    return manifest != null && definition != null && !manifest.inputs().isEmpty();
  }
}
