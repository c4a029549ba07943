/// What a run means: the comparison with the session before. Start at {@link SignalDeriver}.
@NullMarked
package openbell.signal.derive;

import org.jspecify.annotations.NullMarked;
