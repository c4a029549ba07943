/// Templates, MIME, providers and the ledger table: one class per technology.
@NullMarked
package openbell.notification.adapter;

import org.jspecify.annotations.NullMarked;
