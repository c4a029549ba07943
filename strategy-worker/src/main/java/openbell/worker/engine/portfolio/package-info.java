/// From signals to orders, fills and equity. Start at {@link Simulator}.
@NullMarked
package openbell.worker.engine.portfolio;

import org.jspecify.annotations.NullMarked;
