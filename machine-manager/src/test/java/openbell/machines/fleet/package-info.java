/// The policy as tables.
@NullMarked
package openbell.machines.fleet;

import org.jspecify.annotations.NullMarked;
