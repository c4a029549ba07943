/// Fleets against their contract, with real processes and a real PostgreSQL.
@NullMarked
package openbell.machines.adapter;

import org.jspecify.annotations.NullMarked;
