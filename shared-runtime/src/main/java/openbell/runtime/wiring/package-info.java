/// Builds the shared parts from configuration. Start at {@link RuntimeWiring}.
@NullMarked
package openbell.runtime.wiring;

import org.jspecify.annotations.NullMarked;
