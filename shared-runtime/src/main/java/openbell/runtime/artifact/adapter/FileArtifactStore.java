package openbell.runtime.artifact.adapter;

import java.nio.file.Path;

/// Artifacts in a folder. Several processes on one machine may share it.
public final class FileArtifactStore extends ManifestLast {

  /// @param root made when it is missing
  public FileArtifactStore(Path root) {
    super(new FileObjects(root));
  }
}
