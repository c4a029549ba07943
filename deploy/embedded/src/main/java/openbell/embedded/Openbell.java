package openbell.embedded;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// What happens once the five services run: the demo, and then waiting for the end.
public final class Openbell implements QuarkusApplication {

  @Override
  public int run(String... arguments) {
    Options options = Main.parse(arguments);
    double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0;
    Terminal.say(String.format(Locale.ROOT, "Five services are up after %.1f s.", seconds));
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
}
