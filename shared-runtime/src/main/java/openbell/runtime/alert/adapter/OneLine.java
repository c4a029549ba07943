package openbell.runtime.alert.adapter;

/// Text that cannot pretend to be another log line.
final class OneLine {
  private static final int LONGEST = 1_000;

  private OneLine() {}

  static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> breaksLine(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  private static boolean breaksLine(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }
}
