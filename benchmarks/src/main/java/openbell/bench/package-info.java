/// Measurements of the packaged application, from outside. Start at {@link PipelineBench}.
@NullMarked
package openbell.bench;

import org.jspecify.annotations.NullMarked;
