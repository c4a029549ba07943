/// The doors of notification: the queue, the timers, the mailbox.
@NullMarked
package openbell.notification.intake;

import org.jspecify.annotations.NullMarked;
