/// Builds trade-signal from configuration. Start at {@link SignalWiring}.
@NullMarked
package openbell.signal.wiring;

import org.jspecify.annotations.NullMarked;
