/// The paths of the other services, so that a browser sees one origin. Start at {@link Neighbours}.
@NullMarked
package openbell.scheduler.gateway;

import org.jspecify.annotations.NullMarked;
