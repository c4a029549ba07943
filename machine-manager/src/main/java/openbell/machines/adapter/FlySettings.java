package openbell.machines.adapter;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Where workers run on Fly, and as what.
///
/// @param base of the Machines API, without a path
/// @param app that the machines belong to
/// @param token for the app; a secret
/// @param fleet mark of the machines that are this fleet's; others of the app are left alone
/// @param image container image of a worker
/// @param regions where machines are made, the preferred one first; not empty
/// @param size of a machine
/// @param environment of a worker; may hold secrets
/// @param most machines that this fleet ever has running
/// @param grace how long a stopped worker may finish what it has
/// @param timeout of one request
public record FlySettings(
    URI base,
    String app,
    String token,
    String fleet,
    String image,
    List<String> regions,
    Size size,
    Map<String, String> environment,
    int most,
    Duration grace,
    Duration timeout) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /// @param cpuKind `shared` or `performance`
  public record Size(String cpuKind, int cpus, int memoryMegabytes) {}

  public FlySettings {
    regions = List.copyOf(regions);
    environment = Map.copyOf(environment);
    if (!NAME.matcher(app).matches() || !NAME.matcher(fleet).matches()) {
      throw new IllegalArgumentException(
          "the names of the app and the fleet have lower-case letters, digits and dashes");
    }
    if (token.isBlank() || image.isBlank() || regions.isEmpty()) {
      throw new IllegalArgumentException("token, image and at least one region are needed");
    }
  }

  /// Without the token and the values of the environment.
  @Override
  public String toString() {
    return "FlySettings[app=%s, fleet=%s, image=%s, regions=%s, size=%s, environment=%s, most=%d]"
        .formatted(app, fleet, image, regions, size, environment.keySet(), most);
  }
}
