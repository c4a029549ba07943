package openbell.model.message;

import java.time.Instant;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.RunRef;

/// A run with everything a worker needs. After this, nobody looks the portfolio up again.
///
/// @param deadline when the result should be there; later is late, not wrong
public record RunJob(RunRef run, PortfolioDefinition definition, Instant deadline)
    implements Message {}
