package openbell.notification.digest;

import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;

/// A notification that waits for its digest.
///
/// @param id its ledger id
public record HeldItem(String id, Notification request) {

  boolean hasChanges() {
    return request instanceof NotificationRequested signal && !signal.report().changes().isEmpty();
  }

  String portfolioName() {
    return switch (request) {
      case NotificationRequested signal -> signal.report().portfolioName();
      case NoticeRequested notice -> notice.portfolioName();
      default -> "";
    };
  }
}
