package openbell.notification.deliver;

/// What a provider answered, as far as it can be known.
public sealed interface SendOutcome {

  /// It took the mail.
  record Accepted(String providerMessageId) implements SendOutcome {}

  /// A definite no that may become a yes: nothing was accepted.
  ///
  /// @param throttled true when it said that we are too fast
  record NotNow(String detail, boolean throttled) implements SendOutcome {

    /// A no that says nothing about our pace.
    public NotNow(String detail) {
      this(detail, false);
    }
  }

  /// A definite no for good.
  ///
  /// @param account true when the whole account is refused, not this one mail
  record Never(String detail, boolean account) implements SendOutcome {}

  /// The account has sent all it may for today. Nothing was accepted.
  record OutOfQuota(String detail) implements SendOutcome {}

  /// It may have been accepted: the answer was lost or makes no sense.
  record Unclear(String detail) implements SendOutcome {}
}
