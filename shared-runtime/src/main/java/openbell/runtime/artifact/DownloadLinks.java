package openbell.runtime.artifact;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/// Makes addresses that hand out one object for a short time, to whoever has them. Nobody makes one
/// before the object's owner was checked.
public interface DownloadLinks {

  /// How long a link works.
  Duration LIFE = Duration.ofMinutes(5);

  /// An address for GET alone.
  Link link(Download what);

  /// @param href with host where the store serves it itself, a path of this service otherwise
  record Link(URI href, Instant expiresAt) {}

  /// What a link hands out.
  ///
  /// @param name of the file that a browser saves
  /// @param contentType fixed in the link, whatever the store knows
  record Download(String key, long bytes, String sha256, String name, String contentType) {}
}
