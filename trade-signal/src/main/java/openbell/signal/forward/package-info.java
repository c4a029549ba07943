/// The forward record as the service keeps it. Start at {@link ForwardRecord}.
@NullMarked
package openbell.signal.forward;

import org.jspecify.annotations.NullMarked;
