package openbell.model.message;

import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;

/// Everything that one service says to another. The list is the architecture.
public sealed interface Message permits RunMessage, Notification, SubscriptionChanged, WorkMessage {

  Owner owner();

  PortfolioId portfolio();

  /// How urgent it is: what a person waits for goes first.
  Purpose purpose();

  /// Two messages with the same key are the same message. Unique within a channel.
  String key();
}
