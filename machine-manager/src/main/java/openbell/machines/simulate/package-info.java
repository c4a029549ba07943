/// A day of the fleet on a clock that does not wait: the real keeper and the real policies before
/// a queue and machines that are only arithmetic. Start at {@link
/// openbell.machines.simulate.Simulation}.
@NullMarked
package openbell.machines.simulate;

import org.jspecify.annotations.NullMarked;
