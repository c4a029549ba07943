package openbell.runtime.wiring;

import java.util.regex.Pattern;

/// One service's own schema, and the folder with its `V1__name.sql` files on the class path.
///
/// A service produces one; the runtime brings all of them up to date before consumers start.
///
/// @param schema made when it is missing; holds its own history table
/// @param folder e.g. `db/scheduler`
public record SchemaMigration(String schema, String folder) {
  private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z_]{0,30}");

  public SchemaMigration {
    if (!SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException("not a schema name: " + schema);
    }
    if (folder.isBlank() || folder.startsWith("/") || folder.endsWith("/")) {
      throw new IllegalArgumentException("a folder is named without slashes around it: " + folder);
    }
  }
}
