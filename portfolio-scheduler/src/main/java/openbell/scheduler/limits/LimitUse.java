package openbell.scheduler.limits;

/// How much of a limit an owner has used.
///
/// @param name `portfolios`, `runs-a-day`, …
public record LimitUse(String name, long used, long most) {}
