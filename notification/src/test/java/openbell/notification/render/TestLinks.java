package openbell.notification.render;

import java.net.URI;
import java.util.List;
import openbell.runtime.link.LinkKey;
import openbell.runtime.link.SignedLinks;

/// Links signed with a key that never changes, so that a mail stays the same bytes.
public final class TestLinks {
  private TestLinks() {}

  public static MailLinks links() {
    return new MailLinks(
        URI.create("https://openbell.example.com"),
        new SignedLinks(List.of(new LinkKey("test", "0123456789abcdef".repeat(2)))));
  }
}
