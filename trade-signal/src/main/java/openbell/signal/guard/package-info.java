/// The last look before anything leaves: does a report agree with its evidence? Start at {@link
/// Guard}.
@NullMarked
package openbell.signal.guard;

import org.jspecify.annotations.NullMarked;
