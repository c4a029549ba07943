package openbell.signal.planted.intake;

/// A door that a feature will call.
public class PlantedDoor {
  public void open() {}
}
