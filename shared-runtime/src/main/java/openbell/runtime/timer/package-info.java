/// What keeps a timer alive. Start at {@link TimerGuard}.
@NullMarked
package openbell.runtime.timer;

import org.jspecify.annotations.NullMarked;
