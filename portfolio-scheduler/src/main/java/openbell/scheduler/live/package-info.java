/// Live progress: the stored log of what happens to runs, and those who watch it. Start at {@link
/// openbell.scheduler.live.Hub}.
@NullMarked
package openbell.scheduler.live;

import org.jspecify.annotations.NullMarked;
