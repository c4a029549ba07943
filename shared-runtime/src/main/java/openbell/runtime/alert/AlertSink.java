package openbell.runtime.alert;

/// Takes alerts to the operators. Never throws: an alert that cannot be delivered is logged.
public interface AlertSink {
  void raise(Alert alert);
}
