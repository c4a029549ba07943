/// Whether a portfolio can be taken. Start at {@link Submission}.
@NullMarked
package openbell.scheduler.submit;

import org.jspecify.annotations.NullMarked;
