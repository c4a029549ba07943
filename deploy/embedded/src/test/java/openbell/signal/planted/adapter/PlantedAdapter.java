package openbell.signal.planted.adapter;

/// An adapter that a feature will call.
public class PlantedAdapter {
  public int answer() {
    return 42;
  }
}
