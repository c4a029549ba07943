package openbell.scheduler.limits;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why an owner cannot have one more.
///
/// @param detail a sentence that says the use and the limit
/// @param until the count begins again by itself; null when it does not
public record Excess(String detail, @Nullable Duration until) {}
