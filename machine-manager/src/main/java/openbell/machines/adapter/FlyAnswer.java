package openbell.machines.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/// What became of a request to the Machines API.
sealed interface FlyAnswer {

  /// It was done.
  record Done(JsonNode body) implements FlyAnswer {}

  /// It was not done: the API said no.
  record Refused(int status, String text) implements FlyAnswer {
    private static final List<String> NO_ROOM =
        List.of("insufficient", "no capacity", "could not reserve", "over the allowed quota");

    /// Whether there is no room for the machine where it was wanted. The API says so by text: it
    /// has
    /// used 400, 403, 409, 412 and 503 for it.
    boolean noRoom() {
      String lower = text.toLowerCase(Locale.ROOT);
      return NO_ROOM.stream().anyMatch(lower::contains);
    }

    /// Whether a machine of that name is there already.
    boolean nameTaken() {
      return text.contains("already_exists") || text.contains("unique machine name");
    }
  }

  /// Nobody knows whether it was or will be done.
  record Unknown(String text) implements FlyAnswer {}

  /// It was not sent: the limits or the breaker did not allow it.
  record NotSent(String text) implements FlyAnswer {}
}
