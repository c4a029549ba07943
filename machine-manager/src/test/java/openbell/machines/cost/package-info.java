/// The arithmetic of machine time and money.
@NullMarked
package openbell.machines.cost;

import org.jspecify.annotations.NullMarked;
