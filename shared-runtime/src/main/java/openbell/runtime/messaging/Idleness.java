package openbell.runtime.messaging;

import java.time.Duration;

/// How little a channel has to do.
///
/// @param lasting since it had a job in hand last, or was opened; zero while it has one
/// @param resting whether this machine is handed nothing, as of the last claim
public record Idleness(Duration lasting, boolean resting) {}
