package openbell.signal.planted;

import com.fasterxml.jackson.databind.JsonNode;

/// A decision that reads JSON.
public class FeatureThatSpeaksJson {
  int size(JsonNode node) {
    return node.size();
  }
}
