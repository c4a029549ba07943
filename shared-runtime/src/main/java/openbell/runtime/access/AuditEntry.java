package openbell.runtime.access;

import java.time.Instant;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// One change or one refusal.
///
/// @param owner null when nobody was recognised
/// @param key what spoke for the owner, see {@link Grant#by()}; null when nobody was recognised
/// @param path without query; what proves something by itself is left out
/// @param status HTTP status of the answer
public record AuditEntry(
    Instant at,
    @Nullable Owner owner,
    @Nullable String key,
    String method,
    String path,
    int status) {}
