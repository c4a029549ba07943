package openbell.runtime.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import openbell.runtime.access.Scope;

/// Says which scope a resource, or one method of it, needs. Without it reading needs
/// {@link Scope#READ}, {@link OperatorsOnly} needs {@link Scope#OPERATE}, and all else
/// {@link Scope#WRITE}.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Needs {
  Scope value();
}
