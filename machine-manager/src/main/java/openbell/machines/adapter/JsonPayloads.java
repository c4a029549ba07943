package openbell.machines.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import openbell.machines.queue.PayloadReader;

/// Shows payloads that are JSON in UTF-8 as they are, and all others as base64.
public final class JsonPayloads implements PayloadReader {
  private final JsonFactory json = new JsonFactory();

  @Override
  public Shown read(byte[] payload) {
    return text(payload)
        .filter(this::isJson)
        .map(text -> cut("json", text))
        .orElseGet(() -> cut("base64", Base64.getEncoder().encodeToString(payload)));
  }

  /// Strict: a decoder that replaced bytes would show what was never sent.
  private static Optional<String> text(byte[] payload) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private boolean isJson(String text) {
    try (JsonParser parser = json.createParser(text)) {
      boolean any = false;
      while (parser.nextToken() != null) {
        any = true;
      }
      return any;
    } catch (IOException _) {
      return false;
    }
  }

  private static Shown cut(String encoding, String text) {
    if (text.length() <= LARGEST_SHOWN) {
      return new Shown(encoding, text, false);
    }
    boolean inPair = Character.isHighSurrogate(text.charAt(LARGEST_SHOWN - 1));
    return new Shown(encoding, text.substring(0, inPair ? LARGEST_SHOWN - 1 : LARGEST_SHOWN), true);
  }
}
