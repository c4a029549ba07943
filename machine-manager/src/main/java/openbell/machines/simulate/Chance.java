package openbell.machines.simulate;

/// Chance that is the same for every policy: the fifth machine takes as long to start whoever asks
/// for it. Numbers depend on the seed, on what is asked, and on how often.
record Chance(long seed) {

  /// At least 0 and less than 1.
  double uniform(String what, long number) {
    long mixed = mix(seed + mix(what.hashCode() * 0x9E3779B97F4A7C15L + number));
    return (mixed >>> 11) * 0x1.0p-53;
  }

  boolean happens(double probability, String what, long number) {
    return probability > 0 && uniform(what, number) < probability;
  }

  /// Log-normal with this median and this 95th percentile.
  double skewed(double median, double p95, String what, long number) {
    double spread = Math.log(p95 / median) / 1.6449;
    return median * Math.exp(spread * normal(what, number));
  }

  /// Exponential, as the time until something that may happen at any moment.
  double wait(double mean, String what, long number) {
    return -mean * Math.log(1 - uniform(what, number));
  }

  /// Box and Muller 1958.
  private double normal(String what, long number) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform(what, 2 * number)));
    return radius * Math.cos(2 * Math.PI * uniform(what, 2 * number + 1));
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
