package openbell.model.wire;

import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes every part of a record required that is not marked `@Nullable`, so that nothing without a
/// value gets past the codec. Whether a list may be missing is the record's own decision: a list
/// that
/// was added later is empty in older messages.
final class RequiredParts extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  private final boolean numbers;

  /// @param numbers false: a missing `double` is allowed, because NaN is not written
  RequiredParts(boolean numbers) {
    this.numbers = numbers;
  }

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    if (member instanceof AnnotatedParameter parameter
        && parameter.getOwner() instanceof AnnotatedConstructor owner
        && owner.getDeclaringClass().isRecord()) {
      return isRequired(owner.getAnnotated(), parameter.getIndex());
    }
    return super.hasRequiredMarker(member);
  }

  private boolean isRequired(Constructor<?> constructor, int index) {
    AnnotatedType[] types = constructor.getAnnotatedParameterTypes();
    if (index < 0 || index >= types.length || types[index].isAnnotationPresent(Nullable.class)) {
      return false;
    }
    if (constructor.getParameterTypes()[index] == List.class) {
      return false;
    }
    return numbers || types[index].getType() != double.class;
  }
}
