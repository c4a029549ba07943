/// Documents that are evaluated before they are saved, or never are. Start at {@link Previews}.
@NullMarked
package openbell.scheduler.preview;

import org.jspecify.annotations.NullMarked;
