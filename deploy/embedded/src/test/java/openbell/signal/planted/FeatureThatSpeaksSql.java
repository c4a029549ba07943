package openbell.signal.planted;

import java.sql.Connection;
import java.sql.SQLException;

/// A decision that holds a connection.
public class FeatureThatSpeaksSql {
  void close(Connection connection) throws SQLException {
    connection.close();
  }
}
