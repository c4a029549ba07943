package openbell.worker.run;

import openbell.runtime.live.Stage;

/// Hears how far a run is. Hearing takes no time and never fails.
@FunctionalInterface
public interface Milestones {

  /// @param detail a short sentence for people, or an empty text
  void reached(Stage stage, String detail);
}
