package openbell.runtime.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import openbell.runtime.queue.adapter.RedisLegacyList;

/// A plain Redis list to which older producers still push. Set it for one service only, the one
/// that reads the channel `queue`; with `openbell.queue.kind=redis`.
@ConfigMapping(prefix = "openbell.queue.legacy")
public interface LegacyConfig {

  /// The list's key, e.g. `invest-strategy-service-ingestion-queue`; empty: none is read.
  Optional<String> list();

  /// From which end it is read: `right` when producers use `LPUSH`, `left` when they use `RPUSH`.
  @WithDefault("right")
  RedisLegacyList.End end();

  /// Where its messages go.
  @WithDefault("run-requests")
  String queue();
}
