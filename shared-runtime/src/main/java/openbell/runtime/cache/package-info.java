/// Values that may be lost: what was costly to fetch and is wanted again soon. Start at {@link
/// ValueCache}.
@NullMarked
package openbell.runtime.cache;

import org.jspecify.annotations.NullMarked;
