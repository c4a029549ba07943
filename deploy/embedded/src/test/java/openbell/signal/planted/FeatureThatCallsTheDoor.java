package openbell.signal.planted;

import openbell.signal.planted.intake.PlantedDoor;

/// A decision that runs against the stream.
public class FeatureThatCallsTheDoor {
  void open(PlantedDoor door) {
    door.open();
  }
}
