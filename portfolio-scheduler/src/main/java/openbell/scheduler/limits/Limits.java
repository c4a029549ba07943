package openbell.scheduler.limits;

/// What one owner may have.
///
/// @param portfolios living ones
/// @param runsADay asked for by hand, dry runs and repetitions included, per day in UTC
/// @param recipients that one document names
public record Limits(int portfolios, int runsADay, int recipients) {
  public Limits {
    if (portfolios < 1 || runsADay < 1 || recipients < 0) {
      throw new IllegalArgumentException(
          "openbell.limits: portfolios and runs-a-day are 1 or more, recipients 0 or more");
    }
  }
}
