package openbell.notification.render;

import java.util.Optional;
import openbell.model.run.ArtifactRef;

/// Finds and draws the curve of an artifact. The same artifact is the same picture.
public interface ChartSource {

  /// Empty when the artifact has no curve.
  ///
  /// @throws openbell.model.run.FailureException when the artifact cannot be read or is not the one
  /// that the reference names
  Optional<Chart> chart(ArtifactRef artifact);

  /// @param png without any letters in it, so that it needs no fonts and suits any background
  record Chart(Curve curve, byte[] png) {}
}
