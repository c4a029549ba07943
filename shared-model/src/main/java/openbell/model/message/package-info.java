/// The wire: everything that one service says to another. Start at {@link Message}.
@NullMarked
package openbell.model.message;

import org.jspecify.annotations.NullMarked;
