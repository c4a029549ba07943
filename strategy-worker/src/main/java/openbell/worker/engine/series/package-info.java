/// Bars as columns of numbers. Start at {@link BarSeries}.
@NullMarked
package openbell.worker.engine.series;

import org.jspecify.annotations.NullMarked;
