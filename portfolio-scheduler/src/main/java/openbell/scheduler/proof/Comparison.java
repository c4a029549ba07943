package openbell.scheduler.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.artifact.Manifest;

/// A run and its repetition, file by file.
///
/// @param files in the order of their names
/// @param sameData whether both saw the same bars
/// @param engineVersion of the repetition
public record Comparison(List<Pair> files, boolean sameData, String engineVersion) {
  public Comparison {
    files = List.copyOf(files);
  }

  /// One file of either.
  ///
  /// @param original its hash; empty when the run has no such file
  /// @param repeated its hash; empty when the repetition has no such file
  public record Pair(String name, String original, String repeated) {
    public boolean same() {
      return original.equals(repeated);
    }
  }

  static Comparison of(Manifest original, Manifest repeated) {
    Map<String, String> before = hashes(original);
    Map<String, String> after = hashes(repeated);
    Map<String, String> names = new TreeMap<>(before);
    names.putAll(after);
    List<Pair> pairs = new ArrayList<>();
    for (String name : names.keySet()) {
      pairs.add(new Pair(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")));
    }
    return new Comparison(
        pairs, original.dataHash().equals(repeated.dataHash()), repeated.engineVersion());
  }

  /// True when every byte came out the same.
  public boolean same() {
    return sameData && files.stream().allMatch(Pair::same);
  }

  private static Map<String, String> hashes(Manifest manifest) {
    Map<String, String> hashes = new TreeMap<>();
    manifest.files().forEach(file -> hashes.put(file.name(), file.sha256()));
    return hashes;
  }
}
