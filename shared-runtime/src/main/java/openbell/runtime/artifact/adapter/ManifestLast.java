package openbell.runtime.artifact.adapter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import openbell.model.artifact.Manifest;
import openbell.model.hash.Sha256;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.StoreUpkeep;
import org.jspecify.annotations.Nullable;

/// The publish protocol: files first, the manifest last and only once; readers trust hashes alone.
abstract sealed class ManifestLast implements ArtifactStore, StoreUpkeep
    permits FileArtifactStore, S3ArtifactStore {

  /// Largest manifest that is written or read.
  static final int LARGEST_MANIFEST = 256 * 1024;

  /// Largest file of an artifact. A run of 5,000 bars and 200 symbols stays below.
  static final int LARGEST_FILE = 64 * 1024 * 1024;

  private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,55}(\\.[a-z0-9]{1,8})?");

  private final ObjectSpace objects;
  private final ArtifactCodec codec = new ArtifactCodec();

  ManifestLast(ObjectSpace objects) {
    this.objects = objects;
  }

  @Override
  public Published publish(ArtifactDraft draft) {
    Manifest manifest = complete(draft);
    byte[] bytes = codec.encode(manifest);
    if (bytes.length > LARGEST_MANIFEST) {
      throw new IllegalArgumentException("a manifest of " + bytes.length + " bytes is too large");
    }
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (Manifest.File file : manifest.files()) {
      contents.put(file.key(), draft.files().get(file.name()));
    }
    String key = ArtifactKeys.manifest(draft.prefix());
    if (!objects.putNew(contents)) {
      return contradicted(key);
    }
    if (objects.putIfAbsent(key, bytes)) {
      return new Published(reference(key, bytes), false);
    }
    return giveWay(manifest, key);
  }

  /// An attempt has left other bytes under this very fence. A manifest that names them still
  /// counts; without one this attempt must not make one, and the next has a fence of its own.
  private Published contradicted(String key) {
    byte[] stored =
        objects
            .get(key, LARGEST_MANIFEST)
            .orElseThrow(
                () ->
                    FailureException.of(
                        FailureReason.DEFECT, "One attempt left two different results."));
    return new Published(reference(key, stored), true);
  }

  /// The run has a manifest already: it counts, and files it does not name are removed.
  private Published giveWay(Manifest ours, String key) {
    byte[] stored = objects.get(key, LARGEST_MANIFEST).orElseThrow(() -> missing(key));
    Manifest theirs = codec.manifest(stored);
    if (!theirs.fence().equals(ours.fence())) {
      removeOwn(ours);
    }
    return new Published(reference(key, stored), !hashes(ours).equals(hashes(theirs)));
  }

  private void removeOwn(Manifest ours) {
    try {
      objects.delete(ours.files().stream().map(Manifest.File::key).toList());
    } catch (FailureException e) {
      // Litter under our own prefix harms nobody and must not cost a finished run.
      if (e.failure().reason() != FailureReason.STORE_UNAVAILABLE) {
        throw e;
      }
    }
  }

  @Override
  public Manifest manifest(ArtifactRef ref) {
    checkedKey(ref.key());
    byte[] bytes = objects.get(ref.key(), LARGEST_MANIFEST).orElseThrow(() -> missing(ref.key()));
    return codec.manifest(verified(bytes, ref.key(), ref.bytes(), ref.sha256()));
  }

  @Override
  public byte[] read(Manifest.File file) {
    checkedKey(file.key());
    if (file.bytes() < 0 || file.bytes() > LARGEST_FILE) {
      throw corrupt(file.key(), "has an impossible length");
    }
    byte[] bytes =
        objects
            .get(file.key(), (int) file.bytes())
            .orElseThrow(() -> corrupt(file.key(), "is named by a manifest and not there"));
    return verified(bytes, file.key(), file.bytes(), file.sha256());
  }

  @Override
  public Optional<ArtifactRef> find(String runPrefix) {
    String key = checkedKey(ArtifactKeys.manifest(runPrefix));
    return objects.get(key, LARGEST_MANIFEST).map(bytes -> reference(key, bytes));
  }

  @Override
  public ArtifactRef put(String key, byte[] bytes) {
    checkedKey(key);
    if (bytes.length > LARGEST_FILE) {
      throw new IllegalArgumentException(bytes.length + " bytes are too many for " + key);
    }
    objects.keep(key, bytes);
    return new ArtifactRef(key, Sha256.hex(bytes), bytes.length);
  }

  @Override
  public byte[] read(ArtifactRef ref) {
    return read(new Manifest.File("", ref.key(), ref.bytes(), ref.sha256()));
  }

  @Override
  public Page list(String prefix, @Nullable String after, int limit) {
    return objects.list(prefix, after, limit);
  }

  @Override
  public void delete(Collection<String> keys) {
    objects.delete(keys);
  }

  @Override
  public int sweepDrafts(Instant olderThan) {
    return objects.sweepDrafts(olderThan);
  }

  private static Manifest complete(ArtifactDraft draft) {
    Manifest header = draft.header();
    List<Manifest.File> files = new ArrayList<>();
    new TreeMap<>(draft.files())
        .forEach(
            (name, content) -> {
              if (!NAME.matcher(name).matches() || content.length > LARGEST_FILE) {
                throw new IllegalArgumentException("no artifact can have the file " + name);
              }
              String key = ArtifactKeys.attemptFile(draft.prefix(), header.fence(), name);
              files.add(
                  new Manifest.File(name, checkedKey(key), content.length, Sha256.hex(content)));
            });
    return header.with(files);
  }

  /// What makes two results the same: each file's content. Keys and times may differ.
  private static Map<String, String> hashes(Manifest manifest) {
    Map<String, String> hashes = new TreeMap<>();
    manifest.files().forEach(file -> hashes.put(file.name(), file.sha256()));
    return hashes;
  }

  private static ArtifactRef reference(String key, byte[] bytes) {
    if (bytes.length > LARGEST_MANIFEST) {
      throw corrupt(key, "is larger than any manifest");
    }
    return new ArtifactRef(key, Sha256.hex(bytes), bytes.length);
  }

  private static byte[] verified(byte[] bytes, String key, long length, String sha256) {
    if (bytes.length != length) {
      throw corrupt(key, "has not the length that was promised");
    }
    if (!Sha256.hex(bytes).equals(sha256)) {
      throw corrupt(key, "has not the hash that was promised");
    }
    return bytes;
  }

  /// Keys are made of ids, dates and file names; anything else never reaches a store.
  private static String checkedKey(String key) {
    String[] parts = key.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      Pattern form = i == parts.length - 1 ? NAME : PART;
      if (!form.matcher(parts[i]).matches()) {
        throw new IllegalArgumentException("not a storage key: " + key);
      }
    }
    return key;
  }

  private static FailureException corrupt(String key, String what) {
    return FailureException.of(FailureReason.ARTIFACT_CORRUPT, "Object " + key + " " + what + ".");
  }

  private static FailureException missing(String key) {
    return FailureException.of(FailureReason.ARTIFACT_MISSING, "There is no object " + key + ".");
  }
}
