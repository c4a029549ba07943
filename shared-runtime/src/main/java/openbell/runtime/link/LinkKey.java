package openbell.runtime.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A secret that signs links.
///
/// @param id names it in the links it signed
/// @param secret at least 32 characters
public record LinkKey(String id, String secret) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int SHORTEST = 32;

  public LinkKey {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the id of a link key is 1 to 32 letters, digits, - or _, before a colon");
    }
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "the secret of link key '%s' is shorter than %d characters".formatted(id, SHORTEST));
    }
  }

  /// Reads `id:secret,id:secret`, the signing key first.
  public static List<LinkKey> parse(String text) {
    List<LinkKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String part : text.strip().split("\\s*,\\s*")) {
      int colon = part.indexOf(':');
      LinkKey key = new LinkKey(part.substring(0, Math.max(0, colon)), part.substring(colon + 1));
      if (!ids.add(key.id())) {
        throw new IllegalArgumentException("there are two link keys '%s'".formatted(key.id()));
      }
      keys.add(key);
    }
    return keys;
  }

  /// Never the secret.
  @Override
  public String toString() {
    return "LinkKey[" + id + "]";
  }
}
