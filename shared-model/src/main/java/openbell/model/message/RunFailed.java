package openbell.model.message;

import openbell.model.run.Failure;
import openbell.model.run.RunRef;

/// A run ended without a result, for good.
///
/// @param attempts how often it was tried
public record RunFailed(RunRef run, Failure failure, int attempts) implements RunMessage {}
