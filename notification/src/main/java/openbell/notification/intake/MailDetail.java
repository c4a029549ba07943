package openbell.notification.intake;

import java.util.Map;

/// A mail with its content, as its reader gets it.
///
/// @param text the plain-text alternative
public record MailDetail(MailView mail, Map<String, String> headers, String text) {}
