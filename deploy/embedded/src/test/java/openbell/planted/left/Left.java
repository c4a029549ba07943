package openbell.planted.left;

import openbell.planted.right.Right;

/// Half of a circle.
public class Left {
  public Right right() {
    return new Right();
  }
}
