/// The doors of trade-signal: run results, the outbox timer, the API.
@NullMarked
package openbell.signal.intake;

import org.jspecify.annotations.NullMarked;
