/// Bars that owners bring along, each private to its owner. Start at {@link Uploads}.
@NullMarked
package openbell.scheduler.ownbars;

import org.jspecify.annotations.NullMarked;
