package openbell.machines.fleet;

import java.time.Duration;

/// How long to wait between two looks.
///
/// @param on whether anybody looks at all
public record Pauses(boolean on, Duration moving, Duration working, Duration resting) {

  public Duration of(Pace pace) {
    return switch (pace) {
      case MOVING -> moving;
      case WORKING -> working;
      case RESTING, EMPTY -> resting;
    };
  }
}
