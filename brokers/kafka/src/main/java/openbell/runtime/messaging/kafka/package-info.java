/// What a build with Kafka adds: the key of a record. See `docs/brokers.md`.
@NullMarked
package openbell.runtime.messaging.kafka;

import org.jspecify.annotations.NullMarked;
