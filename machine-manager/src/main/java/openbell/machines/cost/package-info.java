/// What machines and runs cost, and which run explains which machine time. Start at {@link
/// openbell.machines.cost.RunCosts}.
@NullMarked
package openbell.machines.cost;

import org.jspecify.annotations.NullMarked;
