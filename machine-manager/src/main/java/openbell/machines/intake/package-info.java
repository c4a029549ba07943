/// The doors of the machine manager: its clock and its page. Start at {@link
/// openbell.machines.intake.ScalingTimer}.
@NullMarked
package openbell.machines.intake;

import org.jspecify.annotations.NullMarked;
