package openbell.scheduler.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import openbell.model.wire.WireJson;
import openbell.scheduler.live.EventText;

/// Events as JSON like that of messages; what is null is left out.
public final class JacksonEventText implements EventText {
  private final JsonMapper mapper = WireJson.messages();

  @Override
  public String of(Object... parts) {
    ObjectNode all = mapper.createObjectNode();
    for (Object part : parts) {
      ObjectNode node = mapper.valueToTree(part);
      node.properties()
          .forEach(
              entry -> {
                if (!entry.getValue().isNull()) {
                  var _ = all.set(entry.getKey(), entry.getValue());
                }
              });
    }
    try {
      return mapper.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
