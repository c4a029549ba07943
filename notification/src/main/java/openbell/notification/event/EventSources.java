package openbell.notification.event;

import java.util.Optional;

/// The queues that events come from.
///
/// @param queue empty when none is configured
public record EventSources(Optional<? extends EventSource> queue) {}
