package openbell.runtime.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// What signs the links in mails.
@ConfigMapping(prefix = "openbell.links")
public interface LinkConfig {

  /// `id:secret,id:secret`, each secret at least 32 characters: the first one signs, all are
  /// accepted. Every service needs the same. Give it by the environment variable
  /// `OPENBELL_LINKS_KEYS`; it is never logged. Removing a key ends every link it signed.
  Optional<String> keys();

  /// Where keys are kept when `keys` is not given; made with a random one when it is missing. Right
  /// for one machine alone.
  @WithDefault("var/link-keys")
  Path keyFile();
}
