package openbell.scheduler.intake;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.runtime.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/// Which versions a change may replace, as the header `If-Match` says it: `"3"`, several, or `*`.
///
/// @param any whatever is there
record IfMatch(boolean any, Set<Integer> versions) implements IntPredicate {
  private static final Pattern FORM =
      Pattern.compile("\\s*(W/)?\"[^\"]{0,64}\"\\s*(,\\s*(W/)?\"[^\"]{0,64}\"\\s*){0,9}");
  private static final Pattern VERSION = Pattern.compile("(W/)?\"(\\d{1,9})\"");

  static final IfMatch ANYTHING = new IfMatch(true, Set.of());

  /// @throws ProblemException 428 without the header, 400 when it is none
  static IfMatch required(@Nullable String header) {
    if (header == null) {
      throw new ProblemException(
          428,
          "if-match-required",
          "Send If-Match with the ETag of the version that you edited, e.g. If-Match: \"3\".");
    }
    return of(header);
  }

  static IfMatch optional(@Nullable String header) {
    return header == null ? ANYTHING : of(header);
  }

  private static IfMatch of(String header) {
    if (header.strip().equals("*")) {
      return ANYTHING;
    }
    if (!FORM.matcher(header).matches()) {
      throw new ProblemException(
          400, "bad-if-match", "If-Match is the ETag of a version in quotes, e.g. \"3\".");
    }
    Set<Integer> versions = new HashSet<>();
    Matcher tag = VERSION.matcher(header);
    while (tag.find()) {
      // A weak tag never matches here (RFC 9110, 13.1.1).
      if (tag.group(1) == null) {
        versions.add(Integer.parseInt(tag.group(2)));
      }
    }
    return new IfMatch(false, versions);
  }

  @Override
  public boolean test(int version) {
    return any || versions.contains(version);
  }
}
