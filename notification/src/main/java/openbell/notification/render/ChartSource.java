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

  /// @param curve what the picture shows
  /// @param history a longer part of the same curve, for readers who subscribed before it begins
  /// @param png without any letters in it, so that it needs no fonts and suits any background
  record Chart(Curve curve, Curve history, byte[] png) {
    public Chart(Curve curve, byte[] png) {
      this(curve, curve, png);
    }
  }
}
