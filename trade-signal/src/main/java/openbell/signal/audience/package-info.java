/// Who hears about a run. Start at {@link NotificationPlanner}.
@NullMarked
package openbell.signal.audience;

import org.jspecify.annotations.NullMarked;
