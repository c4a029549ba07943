package openbell.model.portfolio;

import java.util.regex.Pattern;

/// Whose portfolio it is. Known only from the credential, never from a body or a path.
///
/// @param value 1 to 64 characters of `a-z 0-9 -`, so that it can be part of a storage key
public record Owner(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public Owner {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("owner must be 1 to 64 of a-z, 0-9 and -: " + value);
    }
  }
}
