package openbell.worker.market;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is known about an answer without its bars.
///
/// @param currentUntil when it stops being the newest
/// @param last day of the last bar; null when the source does not know the symbol
/// @param source name of the provider
/// @param remark of the provider, or null
record BarHead(
    Instant fetchedAt,
    Instant currentUntil,
    @Nullable LocalDate last,
    String source,
    @Nullable String remark) {}
