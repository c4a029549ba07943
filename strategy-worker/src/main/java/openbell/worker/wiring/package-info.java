/// Joins the parts of the worker by configuration. Start at {@link WorkerWiring}.
@NullMarked
package openbell.worker.wiring;

import org.jspecify.annotations.NullMarked;
