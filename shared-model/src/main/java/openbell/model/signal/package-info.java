/// What changed for a subscriber, and why. Start at {@link SignalReport}.
@NullMarked
package openbell.model.signal;

import org.jspecify.annotations.NullMarked;
