package openbell.runtime.artifact;

import java.util.Map;
import java.util.Optional;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;

/// Keeps the results of runs: files under the prefix of an attempt, and one manifest, written last.
///
/// Every operation throws {@link openbell.model.run.FailureException}: `STORE_UNAVAILABLE` when the
/// store does not answer, `ARTIFACT_MISSING` when there is no such object, `ARTIFACT_CORRUPT` when
/// the bytes are not the ones the reference names.
public interface ArtifactStore {

  /// Stores the files of an attempt and then, once per run, the manifest that names them.
  ///
  /// When the run already has a manifest with the same file hashes, that one is the answer. When
  /// the
  /// hashes differ the first manifest wins as well, and the answer says so. What a fence has stored
  /// is never replaced: other bytes under the same fence are divergent too, and without a manifest
  /// they are refused with `DEFECT`, which the next attempt with its own fence gets over.
  Published publish(ArtifactDraft draft);

  /// The manifest that `ref` names, verified.
  Manifest manifest(ArtifactRef ref);

  /// The bytes of one file of a manifest, verified.
  byte[] read(Manifest.File file);

  /// The reference of the run's manifest; empty when none has been published.
  Optional<ArtifactRef> find(String runPrefix);

  /// Keeps bytes under a key that is made of what they are, so that everybody who writes the key
  /// writes the same. Bytes that are there already are not written again.
  ///
  /// @return how to find and to know them
  ArtifactRef put(String key, byte[] bytes);

  /// Bytes that were kept, verified.
  byte[] read(ArtifactRef ref);

  /// @param ref the manifest that counts
  /// @param divergent true when an earlier attempt left different files, which must never happen
  record Published(ArtifactRef ref, boolean divergent) {}

  /// What an attempt wants to publish.
  ///
  /// @param prefix see {@link ArtifactKeys#runPrefix}
  /// @param header the manifest without its files, which the store adds
  /// @param files content by file name
  record ArtifactDraft(String prefix, Manifest header, Map<String, byte[]> files) {}
}
