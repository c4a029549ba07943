package openbell.worker.engine.indicator;

/// Lines that belong to the record of a test run.
final class Logged {
  private static final System.Logger LOG = System.getLogger("openbell.golden");

  private Logged() {}

  static void line(String text) {
    LOG.log(System.Logger.Level.INFO, text);
  }
}
