package openbell.machines.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A dated list of prices.
///
/// @param about the lines of the file that start with `#`: date, source, assumptions
public record Prices(List<String> about, List<MachineType> types) {
  static final String HEADING = "name,slots,speed,dollars_per_month";

  public Prices {
    about = List.copyOf(about);
    types = List.copyOf(types);
  }

  /// Reads a file of this form: comments, the heading, one line per type.
  ///
  /// @throws IllegalArgumentException naming the line that is wrong
  public static Prices parse(List<String> lines) {
    List<String> about = new ArrayList<>();
    List<MachineType> types = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("#")) {
        about.add(line.substring(1).strip());
      } else if (!line.isEmpty() && !line.equals(HEADING)) {
        types.add(type(line, i + 1));
      }
    }
    if (types.isEmpty()) {
      throw new IllegalArgumentException("there is no price; write lines of " + HEADING);
    }
    if (about.isEmpty()) {
      throw new IllegalArgumentException(
          "say in a first line '# as of DATE' how old the prices are");
    }
    return new Prices(about, types);
  }

  public Optional<MachineType> find(String name) {
    return types.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  private static MachineType type(String line, int number) {
    List<String> fields = List.of(line.split(",", -1));
    try {
      if (fields.size() == 4) {
        return new MachineType(
            fields.get(0).strip(),
            Integer.parseInt(fields.get(1).strip()),
            Double.parseDouble(fields.get(2).strip()),
            Double.parseDouble(fields.get(3).strip()));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("line " + number + " is not " + HEADING);
  }
}
