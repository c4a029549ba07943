package openbell.notification.adapter;

import java.util.ArrayList;
import java.util.List;
import openbell.notification.render.Slots;

/// A rendered letter with open slots: pieces of text, and between them what each reader gets.
///
/// @param pieces one more than slots
/// @param slots what goes after each piece but the last
record SlottedText(List<String> pieces, List<Character> slots) {

  static SlottedText of(String text) {
    List<String> pieces = new ArrayList<>();
    List<Character> slots = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Slots.isSlot(text.charAt(i))) {
        pieces.add(text.substring(start, i));
        slots.add(text.charAt(i));
        start = i + 1;
      }
    }
    pieces.add(text.substring(start));
    return new SlottedText(List.copyOf(pieces), List.copyOf(slots));
  }

  /// @param parts what goes into a slot, asked for each
  String fill(Part parts) {
    int length = 0;
    for (String piece : pieces) {
      length += piece.length();
    }
    StringBuilder text = new StringBuilder(length + 4_096);
    for (int i = 0; i < slots.size(); i++) {
      text.append(pieces.get(i)).append(parts.of(slots.get(i)));
    }
    return text.append(pieces.getLast()).toString();
  }

  /// The text of a slot.
  interface Part {
    String of(char slot);
  }
}
