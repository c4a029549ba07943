package openbell.signal.intake;

import java.util.List;

/// The signals of one portfolio, newest first, and who is subscribed to them.
public record PortfolioSignals(
    String portfolio, List<SignalView> signals, List<SubscriptionView> subscriptions) {}
