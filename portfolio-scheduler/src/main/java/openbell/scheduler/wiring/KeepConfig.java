package openbell.scheduler.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long things are kept in the artifact store. One scheduler sweeps it once a day.
@ConfigMapping(prefix = "openbell.keep")
public interface KeepConfig {
  /// How often the scheduler goes on with today's walk through the store; `off` for never.
  @WithDefault("60s")
  String every();

  /// How long previews are kept, at least 1h.
  @WithDefault("7d")
  Duration previews();

  /// How long exports are kept, at least 1h.
  @WithDefault("30d")
  Duration exports();

  /// How long the files of an attempt are kept that another attempt was faster than, at least 1h.
  @WithDefault("7d")
  Duration attempts();

  /// How long attempts of a run are kept that has no manifest, at least 1h. Shorter than the
  /// longest
  /// outage may cost results that a worker is still about to publish.
  @WithDefault("30d")
  Duration unfinished();

  /// How long a file is kept whose writing never ended, at least 1h.
  @WithDefault("1d")
  Duration drafts();

  /// After how many objects a beat rests until the next one.
  @WithDefault("20000")
  int objectsPerBeat();
}
