/// Whether a run's record is whole, and whether the run can be had again from it. Start at {@link
/// Verification}.
@NullMarked
package openbell.scheduler.proof;

import org.jspecify.annotations.NullMarked;
