package openbell.machines.simulate;

/// A kind of machine that can be rented.
///
/// @param slots jobs that it works on at the same time
/// @param speed of one slot; 1 is the machine on which times were measured
/// @param dollarsPerMonth for 30 days of 24 hours without a stop, as price lists count
public record MachineType(String name, int slots, double speed, double dollarsPerMonth) {
  private static final double SECONDS_PER_MONTH = 30 * 86_400.0;

  public MachineType {
    if (slots < 1 || !(speed > 0) || !(dollarsPerMonth >= 0)) {
      throw new IllegalArgumentException(
          name + " needs slots >= 1, speed > 0 and dollars_per_month >= 0");
    }
  }

  public double dollars(double machineSeconds) {
    return machineSeconds * dollarsPerMonth / SECONDS_PER_MONTH;
  }
}
