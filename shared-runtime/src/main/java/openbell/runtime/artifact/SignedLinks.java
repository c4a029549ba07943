package openbell.runtime.artifact;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Links that this program serves itself, for a store that no browser can reach.
///
/// @param signed makes and checks the last part of the path
public record SignedLinks(SignedDownloads signed, Clock clock) implements DownloadLinks {

  /// Where the links lead; the rest of the path is the token.
  public static final String PATH = "/api/v1/downloads/";

  @Override
  public Link link(Download what) {
    Instant end = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS);
    return new Link(URI.create(PATH + signed.token(what, end)), end);
  }
}
