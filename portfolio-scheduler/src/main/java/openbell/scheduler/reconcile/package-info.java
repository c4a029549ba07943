/// What became of every run, and what to do when nothing did. Start at {@link MissingRuns}.
@NullMarked
package openbell.scheduler.reconcile;

import org.jspecify.annotations.NullMarked;
