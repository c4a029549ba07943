package openbell.worker.adapter;

/// Answers in the shape of a chart endpoint.
final class Charts {
  private Charts() {}

  /// Open, high and low are the close; the second volume is missing.
  static String of(String times, String closes, String adjusted) {
    String opens = closes.replace("11", "10");
    return """
        {"chart":{"result":[{"meta":{"currency":"USD","exchangeTimezoneName":"America/New_York"},
        "timestamp":%s,"indicators":{"quote":[{"open":%s,"high":%s,"low":%s,"close":%s,
        "volume":[100,null,100,100,100]}],"adjclose":[{"adjclose":%s}]}}],"error":null}}
        """
        .formatted(times, opens, closes, opens, closes, adjusted);
  }
}
