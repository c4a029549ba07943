/// What happens to a run result, from message to record. Start at {@link RunResults}.
@NullMarked
package openbell.signal.result;

import org.jspecify.annotations.NullMarked;
