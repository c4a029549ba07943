/// Figures about an equity curve and its trades. Start at {@link Metrics}.
@NullMarked
package openbell.worker.engine.metric;

import org.jspecify.annotations.NullMarked;
