/// Links that prove by themselves what they may do. Start at {@link SignedLinks}.
@NullMarked
package openbell.runtime.link;

import org.jspecify.annotations.NullMarked;
