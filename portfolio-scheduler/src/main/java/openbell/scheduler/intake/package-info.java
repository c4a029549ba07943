/// The doors: timers, consumers, the public HTTP face and the pages.
@NullMarked
package openbell.scheduler.intake;

import org.jspecify.annotations.NullMarked;
