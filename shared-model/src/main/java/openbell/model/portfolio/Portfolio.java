package openbell.model.portfolio;

import java.time.Instant;

/// A standing instruction of an owner.
///
/// @param configHash lower-case hex SHA-256 of the canonical definition without its metadata (name,
///     description, recipients, schedule), so that editing those does not make a new strategy
/// version
public record Portfolio(
    PortfolioId id,
    Owner owner,
    PortfolioDefinition definition,
    String configHash,
    Instant createdAt) {}
