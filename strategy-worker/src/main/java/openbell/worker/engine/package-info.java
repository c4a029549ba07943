/// Evaluates a portfolio over bars: arithmetic only. Start at {@link Engine}.
@NullMarked
package openbell.worker.engine;

import org.jspecify.annotations.NullMarked;
