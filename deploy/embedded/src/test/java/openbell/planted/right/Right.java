package openbell.planted.right;

import openbell.planted.left.Left;

/// The other half of a circle.
public class Right {
  public Left left() {
    return new Left();
  }
}
