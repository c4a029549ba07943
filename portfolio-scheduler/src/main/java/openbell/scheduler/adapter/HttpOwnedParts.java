package openbell.scheduler.adapter;

import java.util.List;
import java.util.Map;
import openbell.runtime.owned.OwnedRow;
import openbell.scheduler.gateway.Neighbours;
import openbell.scheduler.takeout.DistantFiles;

/// What other services know of an owner, asked over HTTP.
public final class HttpOwnedParts implements DistantFiles {
  private static final Map<String, String> DOORS =
      Map.of(
          "trade-signal", "/api/v1/record/data",
          "notification", "/api/v1/mailbox/data",
          "machine-manager", "/api/v1/costs/data");

  private final NeighbourLists lists;

  public HttpOwnedParts(Neighbours neighbours) {
    this.lists = new NeighbourLists(neighbours);
  }

  @Override
  public List<String> files(String service, String authorization) {
    return ask(service, "", authorization).stream().map(OwnedRow::key).toList();
  }

  @Override
  public List<OwnedRow> rows(String service, String file, String after, String authorization) {
    String query =
        "?file=" + NeighbourLists.encoded(file) + "&after=" + NeighbourLists.encoded(after);
    return ask(service, query, authorization);
  }

  private List<OwnedRow> ask(String service, String query, String authorization) {
    return lists.ask(
        service, DOORS.getOrDefault(service, ""), query, authorization, OwnedRow[].class);
  }
}
