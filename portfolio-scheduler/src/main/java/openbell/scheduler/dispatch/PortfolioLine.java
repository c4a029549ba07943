package openbell.scheduler.dispatch;

import java.time.Instant;
import openbell.model.portfolio.PortfolioId;

/// A portfolio in a list.
public record PortfolioLine(
    PortfolioId id,
    String name,
    String code,
    String symbols,
    String calendar,
    String configHash,
    Instant createdAt) {}
