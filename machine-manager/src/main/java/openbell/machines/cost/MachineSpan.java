package openbell.machines.cost;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The time of one machine.
///
/// @param ready when it could work; null when nobody saw it start
/// @param until when it was last seen
/// @param ended whether it is known to be gone
/// @param picosPerSecond its price
public record MachineSpan(
    String machine,
    Instant started,
    @Nullable Instant ready,
    Instant until,
    boolean ended,
    long picosPerSecond) {}
