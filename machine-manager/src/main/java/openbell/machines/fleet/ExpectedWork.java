package openbell.machines.fleet;

import java.time.Instant;

/// Work that the schedules will ask for.
///
/// @param at when it comes
/// @param deadline when it should be done
/// @param jobs how many
/// @param seconds slot-seconds that they are expected to take in all
public record ExpectedWork(Instant at, Instant deadline, long jobs, double seconds) {}
