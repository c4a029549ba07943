/// API keys and how much their owners may ask. Start at {@link KeyCheck}.
@NullMarked
package openbell.runtime.access;

import org.jspecify.annotations.NullMarked;
