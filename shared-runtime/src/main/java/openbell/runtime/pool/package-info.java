/// How full the pools of a process are. Start at {@link PoolWatch}.
@NullMarked
package openbell.runtime.pool;

import org.jspecify.annotations.NullMarked;
