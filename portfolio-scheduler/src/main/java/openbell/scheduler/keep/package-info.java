/// Keeps the artifact store tidy, and counts what is in it. Start at {@link Sweeper}.
@NullMarked
package openbell.scheduler.keep;

import org.jspecify.annotations.NullMarked;
