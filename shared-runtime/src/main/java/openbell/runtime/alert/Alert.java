package openbell.runtime.alert;

import java.util.Map;
import openbell.model.run.FailureReason;

/// A message to the operators.
///
/// @param text one sentence; says what happened and what to look at; no secrets, no addresses
/// @param keys which: `runId`, `portfolio`, `session`, ... as listed in the operations guide
public record Alert(FailureReason reason, String text, Map<String, String> keys) {
  public Alert {
    keys = Map.copyOf(keys);
  }
}
