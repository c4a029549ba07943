package openbell.model.run;

import java.util.regex.Pattern;

/// Where the bytes are, and how to know that they are the right ones.
///
/// @param key storage key of a manifest
/// @param sha256 lower-case hex SHA-256 of the manifest's bytes
/// @param bytes length of the manifest
public record ArtifactRef(String key, String sha256, long bytes) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public ArtifactRef {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits");
    }
  }
}
