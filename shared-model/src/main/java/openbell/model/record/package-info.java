/// The forward record: what was decided, in the order in which it was decided, chained by hashes.
/// Start at {@link ForwardEntry}.
@NullMarked
package openbell.model.record;

import org.jspecify.annotations.NullMarked;
