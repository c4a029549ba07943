package openbell.notification.render;

import java.util.List;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NotificationRequested;

/// Finds the notifications that a digest takes the place of.
public interface DigestItems {

  /// In the digest's order; items that no longer exist are left out.
  List<NotificationRequested> of(DigestRequested digest);

  /// The portfolios of the digest that have no signal, in its order, with the sentence that says
  /// why.
  default List<NoticeRequested> notices(DigestRequested digest) {
    return List.of();
  }
}
