package openbell.scheduler.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import openbell.scheduler.live.EventText;

/// Events in the words of the application's own JSON; what is null is left out.
public final class JacksonEventText implements EventText {
  private final ObjectMapper mapper;

  public JacksonEventText(ObjectMapper mapper) {
    this.mapper = mapper;
  }

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
