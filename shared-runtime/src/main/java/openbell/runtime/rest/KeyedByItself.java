package openbell.runtime.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method that answers for its `Idempotency-Key` itself, in the transaction of what it
/// does;
/// {@link OnceFilter} leaves it alone. It answers 200 instead of 201 when the key came before.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface KeyedByItself {}
