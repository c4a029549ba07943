/// The queue desk on the queues that it is made for.
@NullMarked
package openbell.machines.queue;

import org.jspecify.annotations.NullMarked;
