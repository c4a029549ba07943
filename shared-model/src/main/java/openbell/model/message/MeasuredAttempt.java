package openbell.model.message;

import java.time.Duration;
import java.time.Instant;
import openbell.model.run.RunRef;
import org.jspecify.annotations.Nullable;

/// One attempt at a run, as long as it kept a slot busy.
///
/// @param portfolioName for people, who do not know the id; null when the worker was older
/// @param attempt counts from 1
/// @param begun when the attempt was taken up
/// @param busy how long it kept its slot
/// @param completed whether it ended with a result
public record MeasuredAttempt(
    RunRef run,
    @Nullable String portfolioName,
    int attempt,
    Instant begun,
    Duration busy,
    boolean completed) {}
