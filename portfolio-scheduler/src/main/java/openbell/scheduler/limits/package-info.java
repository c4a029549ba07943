/// How much of everything one owner may have. Start at {@link OwnerLimits}.
@NullMarked
package openbell.scheduler.limits;

import org.jspecify.annotations.NullMarked;
