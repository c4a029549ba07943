/// What today's changes mean in units for what a reader holds. Start at {@link TradePlanner}.
@NullMarked
package openbell.signal.size;

import org.jspecify.annotations.NullMarked;
