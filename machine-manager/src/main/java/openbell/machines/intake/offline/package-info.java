/// The verb that needs no server: simulate. Start at {@link
/// openbell.machines.intake.offline.OfflineVerbs}.
@NullMarked
package openbell.machines.intake.offline;

import org.jspecify.annotations.NullMarked;
