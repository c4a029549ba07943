package openbell.worker.market;

import java.time.Instant;
import java.time.LocalDate;

/// A question to a provider.
///
/// @param symbol as Openbell names it
/// @param through last day that has to be in the answer if there is a bar; later ones may be
/// @param giveUpAt nobody waits for an answer after this
public record BarRequest(String symbol, LocalDate through, Instant giveUpAt) {}
