/// The leased queue: ports and policy. Start at {@link JobQueue}.
@NullMarked
package openbell.runtime.queue;

import org.jspecify.annotations.NullMarked;
