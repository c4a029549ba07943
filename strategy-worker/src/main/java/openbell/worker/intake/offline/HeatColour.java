package openbell.worker.intake.offline;

import java.util.List;
import java.util.Locale;

/// A colour between dark blue and yellow. Brightness rises all the way, so that the order can be
/// read without telling the hues apart, and in print.
record HeatColour(int red, int green, int blue) {
  static final List<HeatColour> ANCHORS =
      List.of(
          new HeatColour(0x14, 0x24, 0x57),
          new HeatColour(0x37, 0x50, 0x7e),
          new HeatColour(0x71, 0x7d, 0x84),
          new HeatColour(0xb6, 0xa4, 0x64),
          new HeatColour(0xf6, 0xe0, 0x4c));

  private static final double DARK = 0.5;

  /// @param place 0 for dark blue to 1 for yellow
  static HeatColour of(double place) {
    double at = Math.clamp(place, 0, 1) * (ANCHORS.size() - 1);
    int below = (int) Math.min(ANCHORS.size() - 2, at);
    HeatColour from = ANCHORS.get(below);
    HeatColour to = ANCHORS.get(below + 1);
    double share = at - below;
    return new HeatColour(
        mixed(from.red, to.red, share),
        mixed(from.green, to.green, share),
        mixed(from.blue, to.blue, share));
  }

  String hex() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  /// The colour of letters that can be read on it.
  String ink() {
    return brightness() < DARK ? "#ffffff" : "#17202c";
  }

  /// 0 to 1, weighted as the eye sees it.
  double brightness() {
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
