package openbell.notification.digest;

import java.util.List;
import openbell.model.message.DigestRequested;

/// What becomes of a digest when its time has come.
public sealed interface Closing {

  /// Nothing waits for it any more, so there is no mail.
  record Nothing() implements Closing {}

  /// One report is no digest: it is sent as the mail it would have been.
  ///
  /// @param item its ledger id
  /// @param corrected ledger ids of items that it corrects, which are not sent
  record Alone(String item, List<String> corrected) implements Closing {
    public Alone {
      corrected = List.copyOf(corrected);
    }
  }

  /// One mail takes the place of its items.
  ///
  /// @param corrected ledger ids of items that a later revision in the digest corrects
  record Merged(DigestRequested digest, List<String> corrected) implements Closing {
    public Merged {
      corrected = List.copyOf(corrected);
    }
  }
}
