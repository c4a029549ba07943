/// Builds the machine manager. Start at {@link openbell.machines.wiring.MachinesWiring}.
@NullMarked
package openbell.machines.wiring;

import org.jspecify.annotations.NullMarked;
