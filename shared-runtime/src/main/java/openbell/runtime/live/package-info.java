/// What happens to runs, told while it happens. Start at {@link ProgressSink}.
@NullMarked
package openbell.runtime.live;

import org.jspecify.annotations.NullMarked;
