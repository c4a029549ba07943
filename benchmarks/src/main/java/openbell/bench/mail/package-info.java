/// Letters per second, and ten thousand mails from the ledger to a provider. Start at {@link
/// MailBench}.
@NullMarked
package openbell.bench.mail;

import org.jspecify.annotations.NullMarked;
