/// Joins the rooms by configuration. Start at {@link SchedulerWiring}.
@NullMarked
package openbell.scheduler.wiring;

import org.jspecify.annotations.NullMarked;
