/// Notices that the past was changed between two runs. Start at {@link Revisions}.
@NullMarked
package openbell.signal.restate;

import org.jspecify.annotations.NullMarked;
