package openbell.notification.wiring;

import java.util.List;
import openbell.notification.deliver.ExtraChannel;

/// The places that an operator configured besides the mails; may be none.
public record ExtraChannels(List<ExtraChannel> all) {
  public ExtraChannels {
    all = List.copyOf(all);
  }
}
