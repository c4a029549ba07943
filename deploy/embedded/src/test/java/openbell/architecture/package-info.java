/// The rules of the house, checked where everything is visible. Start at {@link Rules}.
@NullMarked
package openbell.architecture;

import org.jspecify.annotations.NullMarked;
