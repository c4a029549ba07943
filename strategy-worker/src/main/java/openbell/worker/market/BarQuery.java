package openbell.worker.market;

import java.time.Instant;
import java.time.LocalDate;

/// What a run wants to know about a symbol.
///
/// @param through last day that may be in the answer: the run's `asOf`
/// @param currentUntil when an answer of now stops being the newest: the next session close
public record BarQuery(String symbol, LocalDate through, Instant currentUntil) {}
