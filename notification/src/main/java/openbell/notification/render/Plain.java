package openbell.notification.render;

import java.util.List;

/// Makes one harmless line of a text that somebody else wrote: a name, a symbol, a note.
///
/// What ends a line, turns the reading direction, cannot be seen or belongs to no script is taken
/// out, so that neither a header nor a sentence around it can be bent. Escaping is the template's
/// work, not done here.
public final class Plain {

  /// Longest name in a letter, in characters; more is cut and marked with an ellipsis.
  static final int LONGEST_NAME = 80;

  /// Longest sentence from another service.
  static final int LONGEST_SENTENCE = 400;

  /// Marks that may stand on one letter; more would climb over the lines above.
  private static final int MOST_MARKS = 3;

  private Plain() {}

  /// A name or a symbol.
  public static String line(String text) {
    return line(text, LONGEST_NAME);
  }

  static String sentence(String text) {
    return line(text, LONGEST_SENTENCE);
  }

  static List<String> sentences(List<String> texts) {
    return texts.stream().map(Plain::sentence).filter(text -> !text.isEmpty()).toList();
  }

  /// @param longest in characters, more than 1
  static String line(String text, int longest) {
    // Whatever its end looks like, nobody sees it.
    int far = Math.min(text.length(), 8 * longest);
    StringBuilder out = new StringBuilder(Math.min(far, 2 * longest));
    int length = 0;
    int marks = 0;
    boolean space = true;
    for (int i = 0; i < far; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      Kind kind = kind(c);
      marks = kind == Kind.MARK ? marks + 1 : 0;
      if (kind == Kind.NOTHING || marks > MOST_MARKS || (kind == Kind.SPACE && space)) {
        continue;
      }
      if (length == longest) {
        return out.toString().strip() + "…";
      }
      space = kind == Kind.SPACE;
      out.appendCodePoint(space ? ' ' : c);
      length++;
    }
    String clean = out.toString().strip();
    return far < text.length() ? clean + "…" : clean;
  }

  private enum Kind {
    LETTER,
    MARK,
    SPACE,
    NOTHING
  }

  private static Kind kind(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL ->
          c == '\t' || c == '\n' || c == '\r' || c == 0x85 ? Kind.SPACE : Kind.NOTHING;
      case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          Kind.SPACE;
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          Kind.NOTHING;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> Kind.MARK;
      default -> isBlankLetter(c) ? Kind.SPACE : Kind.LETTER;
    };
  }

  /// Letters by their class, nothing to the eye.
  private static boolean isBlankLetter(int c) {
    return c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
  }
}
