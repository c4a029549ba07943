/// All that an owner has, in one archive. Start at {@link Takeout}.
@NullMarked
package openbell.scheduler.takeout;

import org.jspecify.annotations.NullMarked;
