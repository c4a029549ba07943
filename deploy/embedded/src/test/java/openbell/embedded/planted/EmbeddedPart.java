package openbell.embedded.planted;

/// A part of the application that must stay on top.
public class EmbeddedPart {
  public void start() {}
}
