/// What an operator sees and does at the queues. Start at {@link
/// openbell.machines.queue.QueueDesk}.
@NullMarked
package openbell.machines.queue;

import org.jspecify.annotations.NullMarked;
