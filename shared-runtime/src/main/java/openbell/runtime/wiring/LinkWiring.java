package openbell.runtime.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import openbell.runtime.link.LinkKey;
import openbell.runtime.link.LinkKeyFile;
import openbell.runtime.link.SignedLinks;

/// Builds what signs links.
@Dependent
public final class LinkWiring {
  private static final int SECRET_BYTES = 32;

  @Produces
  @Singleton
  SignedLinks signedLinks(LinkConfig config) {
    return new SignedLinks(
        config
            .keys()
            .map(LinkKey::parse)
            .orElseGet(() -> LinkKeyFile.read(config.keyFile(), LinkWiring::secret)));
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
