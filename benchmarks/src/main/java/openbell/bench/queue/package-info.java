/// The leased queue beside the queues one could take instead. Start at {@link QueueBench}.
@NullMarked
package openbell.bench.queue;

import org.jspecify.annotations.NullMarked;
