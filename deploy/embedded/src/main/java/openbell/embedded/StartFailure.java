package openbell.embedded;

/// Openbell cannot start; the message is for the person at the terminal.
final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailure(String message) {
    super(message);
  }

  StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
