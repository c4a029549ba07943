/// The queue on Redis, and in memory for tests. Start at {@link RedisJobQueues}.
@NullMarked
package openbell.runtime.queue.adapter;

import org.jspecify.annotations.NullMarked;
