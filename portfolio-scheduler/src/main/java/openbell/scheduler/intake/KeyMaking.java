package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import openbell.runtime.access.ApiKeys.Wish;
import openbell.runtime.access.KeyDesk;
import openbell.runtime.access.KeyDesk.Answer;
import openbell.runtime.access.Scope;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/// From what somebody asks for to a key, or to a problem. For programs and for the page alike.
@Singleton
final class KeyMaking {
  private static final int LONGEST_NAME = 80;

  private final KeyDesk desk;
  private final Clock clock;

  KeyMaking(KeyDesk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /// @param scopes null for reading and writing
  /// @param expiresAt null for never
  /// @throws ProblemException 422 for what no key can be, 403 for more than the caller has
  Answer.Made make(
      Caller caller,
      @Nullable String name,
      @Nullable List<Scope> scopes,
      @Nullable Instant expiresAt) {
    Set<Scope> wanted = EnumSet.noneOf(Scope.class);
    List<Scope> asked = scopes == null ? List.of(Scope.READ, Scope.WRITE) : scopes;
    asked.stream().filter(Objects::nonNull).forEach(wanted::add);
    if (wanted.isEmpty()) {
      throw Problems.invalid(
          "S-VALUE", "/scopes", "A key needs a scope.", "Name READ, WRITE, KEYS or OPERATE.");
    }
    if (wanted.contains(Scope.OPERATE) && !caller.isOperator()) {
      throw new ProblemException(
          403, "not-an-operator", "Only operators can make a key with the scope OPERATE.");
    }
    if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
      throw Problems.invalid(
          "S-VALUE",
          "/expiresAt",
          "The expiry has passed.",
          "Name a time to come, or leave it out.");
    }
    return switch (desk.make(caller.grant(), new Wish(checked(name), wanted, expiresAt))) {
      case Answer.Made made -> made;
      case Answer.Beyond beyond ->
          throw new ProblemException(
              403,
              "scope-missing",
              "A key gives no more than it has: this one lacks the scope " + beyond.scope() + ".");
      case Answer.TooMany many ->
          throw new ProblemException(
              422,
              "too-many-keys",
              "There are %d keys in use already: revoke one first.".formatted(many.most()));
    };
  }

  private static String checked(@Nullable String name) {
    String plain = name == null ? "" : name.strip();
    if (plain.length() > LONGEST_NAME || plain.chars().anyMatch(Character::isISOControl)) {
      throw Problems.invalid(
          "S-VALUE", "/name", "This cannot be a name.", "Use at most 80 characters of one line.");
    }
    return plain;
  }
}
