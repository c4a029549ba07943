/// The bars a run stands on: asked for, checked, kept. Start at {@link BarSource}.
@NullMarked
package openbell.worker.market;

import org.jspecify.annotations.NullMarked;
