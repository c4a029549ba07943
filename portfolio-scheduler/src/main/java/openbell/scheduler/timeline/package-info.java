/// The whole timeline, collected from the parts of the services. Start at {@link Timeline}.
@NullMarked
package openbell.scheduler.timeline;

import org.jspecify.annotations.NullMarked;
