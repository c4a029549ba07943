package openbell.runtime.wiring;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/// Leaves out the framework's report of a handler that threw.
///
/// The connector judges every throw and logs it with job, fence, attempt and reason: as a warning
/// when the job is tried again, as an error with its stack when the handler is defective. A second
/// line at ERROR for a retry that is expected would cry wolf.
@LoggingFilter(name = "openbell-attempts")
public final class AttemptFilter implements Filter {
  private static final String THE_METHOD_HAS_THROWN = "SRMSG00200";

  @Override
  public boolean isLoggable(LogRecord line) {
    String message = line.getMessage();
    return message == null || !message.startsWith(THE_METHOD_HAS_THROWN);
  }
}
