package openbell.notification.render;

/// A letter as it is sent: one HTML part and a text part that says the same.
///
/// The picture is referred to as `cid:` + {@link #CHART}.
public record Rendered(String subject, String html, String text) {

  /// Content id of the chart.
  public static final String CHART = "chart@openbell";
}
