package openbell.model.message;

import java.time.Duration;
import java.time.Instant;
import openbell.model.run.RunRef;

/// One attempt at a run, as long as it kept a slot busy.
///
/// @param attempt counts from 1
/// @param begun when the attempt was taken up
/// @param busy how long it kept its slot
/// @param completed whether it ended with a result
public record MeasuredAttempt(
    RunRef run, int attempt, Instant begun, Duration busy, boolean completed) {}
