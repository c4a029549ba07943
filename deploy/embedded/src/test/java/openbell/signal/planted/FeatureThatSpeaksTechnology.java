package openbell.signal.planted;

import tech.tablesaw.api.Table;

/// A decision that knows a table library.
public class FeatureThatSpeaksTechnology {
  int rows(Table table) {
    return table.rowCount();
  }
}
