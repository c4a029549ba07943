package openbell.machines.fleet;

import openbell.model.message.WorkMeasured;

/// Hears what machines have worked on. A batch may come twice.
public interface Measurements {
  void measured(WorkMeasured work);
}
