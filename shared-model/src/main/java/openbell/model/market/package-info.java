/// Instruments, exchanges and their trading days. Start at {@link Session}.
@NullMarked
package openbell.model.market;

import org.jspecify.annotations.NullMarked;
