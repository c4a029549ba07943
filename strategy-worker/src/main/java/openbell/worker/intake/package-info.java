/// The doors of the worker for jobs; those of the command line are in `offline`. Start at {@link
/// RunJobConsumer}.
@NullMarked
package openbell.worker.intake;

import org.jspecify.annotations.NullMarked;
