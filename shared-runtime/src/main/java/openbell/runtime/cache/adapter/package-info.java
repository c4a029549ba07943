/// The cache of one process. Those in Redis and PostgreSQL stand beside the queue, whose
/// connections they are made of.
@NullMarked
package openbell.runtime.cache.adapter;

import org.jspecify.annotations.NullMarked;
