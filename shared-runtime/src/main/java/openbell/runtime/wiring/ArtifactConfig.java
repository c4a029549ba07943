package openbell.runtime.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where results are kept.
@ConfigMapping(prefix = "openbell.artifact")
public interface ArtifactConfig {

  /// `file` keeps artifacts in a folder that all processes must see; `s3` in a bucket.
  @WithDefault("file")
  Kind kind();

  /// The folder of `file`; made when it is missing.
  @WithDefault("var/artifacts")
  Path directory();

  /// The bucket of `s3`.
  S3 s3();

  /// Secret that signs download links of `file`, at least 32 characters. Without it every process
  /// makes its own when it starts: links end with the process, and two schedulers behind one
  /// address would refuse each other's.
  Optional<String> linkKey();

  /// Which store.
  enum Kind {
    FILE,
    S3
  }

  /// An S3-compatible store. Credentials come from the environment as every AWS tool reads them
  /// (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, a profile, or the machine's role).
  interface S3 {

    /// Address of the store; needed for R2 and MinIO, left out for Amazon.
    Optional<URI> endpoint();

    /// `auto` is right for R2; Amazon needs the bucket's region.
    @WithDefault("auto")
    String region();

    /// Name of the bucket; there is no default, because a wrong bucket is worse than none.
    Optional<String> bucket();

    /// The bucket as part of the path instead of the host name: R2 and MinIO need it.
    @WithDefault("true")
    boolean pathStyle();

    /// Longest time to open a connection.
    @WithDefault("3s")
    Duration connectTimeout();

    /// Longest time for one try; raise it for slow links, not for slow stores.
    @WithDefault("15s")
    Duration attemptTimeout();

    /// Longest time for a call with all its tries; then the job is tried again later.
    @WithDefault("30s")
    Duration callTimeout();

    /// Most connections at once.
    @WithDefault("32")
    int connections();

    /// How long an idle connection is kept; shorter than the store's own limit, or the first
    /// request
    /// after a pause meets a closed one.
    @WithDefault("30s")
    Duration idle();
  }
}
