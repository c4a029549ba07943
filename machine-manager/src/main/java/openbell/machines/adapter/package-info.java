/// Fleets and records, one class per technology. Start at {@link
/// openbell.machines.adapter.ProcessFleet}.
@NullMarked
package openbell.machines.adapter;

import org.jspecify.annotations.NullMarked;
