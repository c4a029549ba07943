/// From a request to a run that a worker can compute. Start at {@link JobResolver}.
@NullMarked
package openbell.scheduler.dispatch;

import org.jspecify.annotations.NullMarked;
