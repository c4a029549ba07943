/// A run as one file, made when somebody asks. Start at {@link Exports}.
@NullMarked
package openbell.scheduler.export;

import org.jspecify.annotations.NullMarked;
