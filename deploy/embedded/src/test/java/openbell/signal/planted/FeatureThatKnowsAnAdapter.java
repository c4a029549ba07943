package openbell.signal.planted;

import openbell.signal.planted.adapter.PlantedAdapter;

/// A decision that names a technology.
public class FeatureThatKnowsAnAdapter {
  int answer(PlantedAdapter adapter) {
    return adapter.answer();
  }
}
