package openbell.runtime.planted;

import openbell.signal.planted.adapter.PlantedAdapter;

/// Plumbing that knows a service.
public class RuntimeThatKnowsAService {
  int answer(PlantedAdapter adapter) {
    return adapter.answer();
  }
}
