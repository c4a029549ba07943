package openbell.scheduler.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// What is known about exchanges beyond the built-in calendars.
@ConfigMapping(prefix = "openbell.calendar")
public interface CalendarConfig {
  /// A JSON file with closures, changed closes and added sessions that nobody knew before; it wins
  /// over every calendar and is read again when it changes. Its form is in `docs/calendars.md`.
  Optional<Path> override();

  /// How often the scheduler asks how far the calendars in use still reach; `off` for never. Each
  /// notice, at 90, 30 and 7 days and at the end, is given once per start of a scheduler.
  @WithDefault("1h")
  String horizonEvery();
}
