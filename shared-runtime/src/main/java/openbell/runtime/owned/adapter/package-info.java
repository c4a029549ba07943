/// Parts that are tables. Start at {@link openbell.runtime.owned.adapter.JdbiOwnedPart}.
@NullMarked
package openbell.runtime.owned.adapter;

import org.jspecify.annotations.NullMarked;
