/// The connector `openbell-queue`: channels of SmallRye Reactive Messaging on leased queues. Claim,
/// heartbeat and settle are written once, here. A sender starts at {@link EmitterOutlet}, a
/// consumer
/// at {@link LeaseMetadata}.
@NullMarked
package openbell.runtime.messaging;

import org.jspecify.annotations.NullMarked;
