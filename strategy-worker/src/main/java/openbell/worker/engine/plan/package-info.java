/// A strategy as a graph in which every distinct node stands once. Start at {@link Planner}.
@NullMarked
package openbell.worker.engine.plan;

import org.jspecify.annotations.NullMarked;
