package openbell.runtime.live.adapter;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import openbell.model.wire.WireJson;
import openbell.runtime.live.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A batch as a JSON array.
public final class ProgressJson {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressJson.class);
  private static final TypeReference<List<Progress>> BATCH = new TypeReference<>() {};

  private final JsonMapper json = WireJson.messages();

  public byte[] write(List<Progress> batch) {
    try {
      return json.writeValueAsBytes(batch);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What cannot be read, e.g. from a newer version, is dropped: nothing depends on it.
  public List<Progress> read(byte[] bytes) {
    try {
      return json.readValue(bytes, BATCH);
    } catch (JacksonException e) {
      LOG.atWarn().log("told progress cannot be read: {}", e.getOriginalMessage());
    } catch (IOException e) {
      LOG.atWarn().log("told progress cannot be read: {}", e.getMessage());
    }
    return List.of();
  }
}
