/// The doors of the machine manager over real HTTP.
@NullMarked
package openbell.machines.intake;

import org.jspecify.annotations.NullMarked;
