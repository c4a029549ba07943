/// Kernels that turn number series into number series. Start at {@link Indicators}.
@NullMarked
package openbell.worker.engine.indicator;

import org.jspecify.annotations.NullMarked;
