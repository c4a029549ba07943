/// How many workers there should be. Start at {@link openbell.machines.fleet.ScalingPolicy}.
@NullMarked
package openbell.machines.fleet;

import org.jspecify.annotations.NullMarked;
