package openbell.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// The result and the manifest of a run, to bytes and back.
///
/// Equal values give equal bytes on every machine: keys are sorted and numbers have one spelling. A
/// number that could not be formed (NaN) is left out, and reads back as NaN.
public final class ArtifactCodec {
  private final JsonMapper json =
      WireJson.messages()
          .rebuild()
          .addModule(new SimpleModule("openbell-doubles").addDeserializer(double.class, new Gap()))
          .annotationIntrospector(new RequiredParts(false))
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /// The bytes of `result.json`.
  public byte[] encode(RunArtifact artifact) {
    return new ResultWriter(json).bytes(artifact);
  }

  /// The bytes of `manifest.json`.
  public byte[] encode(Manifest manifest) {
    return CanonicalJson.bytes(json.valueToTree(manifest));
  }

  /// @throws FailureException with `ARTIFACT_CORRUPT` when the bytes are not a legal result
  public RunArtifact artifact(byte[] bytes) {
    return read(bytes, RunArtifact.class, "result.json");
  }

  /// @throws FailureException with `ARTIFACT_CORRUPT` when the bytes are not a legal manifest
  public Manifest manifest(byte[] bytes) {
    return read(bytes, Manifest.class, "manifest.json");
  }

  private <T> T read(byte[] bytes, Class<T> type, String file) {
    try {
      T value = json.readValue(bytes, type);
      if (value == null) {
        throw corrupt(file, new IOException("it holds null"));
      }
      return value;
    } catch (IOException | RuntimeException e) {
      if (e instanceof FailureException failure) {
        throw failure;
      }
      throw corrupt(file, e);
    }
  }

  private static FailureException corrupt(String file, Exception cause) {
    return new FailureException(
        new Failure(
            FailureReason.ARTIFACT_CORRUPT, file + " cannot be read: " + cause.getMessage()),
        cause);
  }

  /// Reads an absent number as NaN, which is what it was.
  private static final class Gap extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    Gap() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return _parseDoublePrimitive(in, context);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }
}
