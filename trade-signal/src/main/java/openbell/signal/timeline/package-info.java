/// What became of a run for each of its readers, and why. Start at {@link ReaderVerdict}.
@NullMarked
package openbell.signal.timeline;

import org.jspecify.annotations.NullMarked;
