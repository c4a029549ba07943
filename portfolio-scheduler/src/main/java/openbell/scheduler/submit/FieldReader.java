package openbell.scheduler.submit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.model.strategy.Finding;

/// Reads small request bodies: a JSON object whose values are texts.
public interface FieldReader {
  /// @param allowed every other field is refused
  Answer read(byte[] body, Set<String> allowed);

  /// What the body was.
  sealed interface Answer {
    /// Only fields that were given are in the map.
    record Fields(Map<String, String> values) implements Answer {
      public Fields {
        values = Map.copyOf(values);
      }
    }

    /// It is not JSON.
    record Malformed(String detail) implements Answer {}

    /// It is JSON, and not what was asked for.
    record Invalid(List<Finding> findings) implements Answer {
      public Invalid {
        findings = List.copyOf(findings);
      }
    }
  }
}
