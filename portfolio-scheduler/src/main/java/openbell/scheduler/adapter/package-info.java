/// PostgreSQL, the bars directory and the queue, behind the ports of the features.
@NullMarked
package openbell.scheduler.adapter;

import org.jspecify.annotations.NullMarked;
