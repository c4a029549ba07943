package openbell.runtime.timeline;

import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;

/// What is asked about.
///
/// @param recipient one address in lower case, or an empty text for all
public record TimelineQuestion(
    Owner owner, PortfolioId portfolio, Session session, String recipient) {}
