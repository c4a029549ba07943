package openbell.machines.cost;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What runs cost together: those of one run id, portfolio, owner or day.
///
/// @param key id of the run or the portfolio, name of the owner, or the day as `2026-11-20`
/// @param owner whose they are; empty when they are of several
/// @param portfolio of a run; else empty
/// @param name of the portfolio, for a run or a portfolio, as its newest attempt knew it; else ''
/// @param begun when the last attempt at a run began; null for what is no run
/// @param attempts that ended, with a result or without
/// @param completed of them with a result
/// @param busy how long they kept a slot
/// @param machine the share of machine time that this was: busy / slots of the machine
/// @param picos what that costs, in 10^-12 of the currency
public record CostLine(
    String key,
    String owner,
    String portfolio,
    String name,
    @Nullable Instant begun,
    long attempts,
    long completed,
    Duration busy,
    Duration machine,
    long picos) {}
