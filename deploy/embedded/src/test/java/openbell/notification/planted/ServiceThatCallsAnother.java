package openbell.notification.planted;

import openbell.signal.planted.adapter.PlantedAdapter;

/// A service that knows another one.
public class ServiceThatCallsAnother {
  int answer(PlantedAdapter adapter) {
    return adapter.answer();
  }
}
