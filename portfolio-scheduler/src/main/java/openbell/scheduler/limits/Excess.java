package openbell.scheduler.limits;

/// Why an owner cannot have one more.
///
/// @param detail a sentence that says the use and the limit
/// @param passes the count begins again by itself
public record Excess(String detail, boolean passes) {}
