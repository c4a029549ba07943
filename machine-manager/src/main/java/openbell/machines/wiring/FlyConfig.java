package openbell.machines.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Workers as machines on Fly, with `openbell.machines.fleet=fly`: `docs/fleets.md`.
@ConfigMapping(prefix = "openbell.fly")
public interface FlyConfig {

  /// The Machines API; within a private network of Fly `http://_api.internal:4280`.
  @WithDefault("https://api.machines.dev")
  URI api();

  /// App that the machines belong to. Needed.
  Optional<String> app();

  /// Token that may deploy this app. Needed, and a secret.
  Optional<String> token();

  /// Mark and beginning of the names of this fleet's machines. Others of the app are left alone.
  @WithDefault("openbell-worker")
  String name();

  /// Container image of a worker. Needed.
  Optional<String> image();

  /// Regions where machines are made; the next one when there is no room in the first.
  @WithDefault("ams,fra")
  List<String> regions();

  /// `shared` or `performance`.
  @WithDefault("performance")
  String cpuKind();

  /// Processors of a machine.
  @WithDefault("1")
  int cpus();

  /// Memory of a machine.
  @WithDefault("2048")
  int memoryMegabytes();

  /// Environment of a worker. What is secret belongs into the app's secrets and not here.
  Map<String, String> environment();

  /// How long a stopped worker may finish what it has. With shared processors Fly allows 5 minutes.
  @WithDefault("5m")
  Duration grace();

  /// Longest time for one request.
  @WithDefault("10s")
  Duration timeout();
}
