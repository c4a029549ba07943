package openbell.embedded;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.access.Scope;
import openbell.runtime.wiring.SecurityConfig;

/// What happens once the five services run: the demo, and then waiting for the end.
@Singleton
public final class Openbell implements QuarkusApplication {
  private static final ApiKeys.Wish FIRST = new ApiKeys.Wish("first key", Scope.all(), null);

  private final ApiKeys keys;
  private final SecurityConfig security;

  Openbell(ApiKeys keys, SecurityConfig security) {
    this.keys = keys;
    this.security = security;
  }

  @Override
  public int run(String... arguments) {
    Options options = Main.parse(arguments);
    double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0;
    Terminal.say(String.format(Locale.ROOT, "Five services are up after %.1f s.", seconds));
    handOutFirstKey();
    if (options.demo()) {
      new Demo(options, new Site(options.port())).run();
    }
    Terminal.say(
        """

          Page      http://localhost:%d
          Mailbox   http://localhost:%d/mailbox  (%d mails in %s)
          Stop      Ctrl-C, or ./openbell down
        """
            .formatted(
                options.port(),
                options.port(),
                Mailbox.count(options.var().resolve("mailbox")),
                options.var().resolve("mailbox")));
    Quarkus.waitForExit();
    return 0;
  }

  /// The page and programs on this machine need no key; others do, and so does a first one.
  private void handOutFirstKey() {
    security
        .localOwner()
        .map(Owner::new)
        .filter(owner -> keys.of(owner).isEmpty())
        .map(owner -> keys.create(owner, FIRST))
        .ifPresent(key -> Terminal.say("API key, shown this once: " + key.text()));
  }
}
