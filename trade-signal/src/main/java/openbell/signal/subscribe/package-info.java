/// How somebody comes to hear about a portfolio, and how it ends. Start at {@link Steps}.
@NullMarked
package openbell.signal.subscribe;

import org.jspecify.annotations.NullMarked;
