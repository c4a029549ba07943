package openbell.model.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import openbell.model.artifact.Manifest;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// Manifests to bytes and back. The same manifest is the same bytes: sorted keys, no spaces.
public final class ManifestCodec {
  private final JsonMapper json = WireJson.messages();

  public byte[] encode(Manifest manifest) {
    try {
      return json.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest must be writable as JSON", e);
    }
  }

  /// @throws FailureException with `ARTIFACT_CORRUPT` when the bytes are not a manifest
  public Manifest decode(byte[] bytes) {
    try {
      Manifest manifest = json.readValue(bytes, Manifest.class);
      if (manifest != null && manifest.schema() == 1) {
        return manifest;
      }
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new FailureException(unreadable(), e);
    }
    throw new FailureException(unreadable());
  }

  private static Failure unreadable() {
    return new Failure(FailureReason.ARTIFACT_CORRUPT, "A manifest cannot be read.");
  }
}
