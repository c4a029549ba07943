package openbell.scheduler.gateway;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Another service of the pipeline, at an address that the operator configured.
public interface Neighbour {
  /// Largest answer that is passed on, in bytes.
  int LARGEST_ANSWER = 16 * 1024 * 1024;

  /// Passes a request on. Fails when the service does not answer in time or says too much.
  CompletionStage<Answer> ask(Request request);

  /// @param target path and query as they came, checked
  record Request(String method, String target, Map<String, String> headers, byte[] body) {}

  /// @param headers only those that a browser needs
  record Answer(int status, Map<String, String> headers, byte[] body) {}
}
