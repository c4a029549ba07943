package openbell.scheduler.keep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parts of the store that have owners, in the order in which they are walked. What all share,
/// `bars/` and `probes/`, is kept and counted for nobody.
public enum Area {
  /// One-day previews: `previews/<owner>/<run id>/…`.
  PREVIEWS(3),
  /// What owners asked to take with them: `exports/<owner>/<id>/…`.
  EXPORTS(3),
  /// What owners brought: `uploads/<owner>/…`.
  UPLOADS(3),
  /// Results: `runs/<owner>/<portfolio>/<session>/<strategy>/<run id>/…`.
  RUNS(6);

  private static final List<Area> ORDER = List.of(values());

  private final int parts;

  Area(int parts) {
    this.parts = parts;
  }

  /// Where every walk begins.
  public static Area first() {
    return ORDER.getFirst();
  }

  /// The area that is walked after this one; empty at the end.
  Optional<Area> next() {
    int next = ORDER.indexOf(this) + 1;
    return next < ORDER.size() ? Optional.of(ORDER.get(next)) : Optional.empty();
  }

  /// What all its keys begin with.
  public String prefix() {
    return label() + "/";
  }

  /// Its name as users see it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The part of a key that objects share which are kept or go together, with its last slash; all
  /// of a shorter key.
  String group(String key) {
    int end = -1;
    for (int i = 0; i < parts; i++) {
      int next = key.indexOf('/', end + 1);
      if (next < 0) {
        return key;
      }
      end = next;
    }
    return key.substring(0, end + 1);
  }

  /// Whose an object of this area is; the empty text for one that lies where none should.
  String owner(String key) {
    int start = prefix().length();
    int end = key.indexOf('/', start);
    return end < 0 ? "" : key.substring(start, end);
  }
}
