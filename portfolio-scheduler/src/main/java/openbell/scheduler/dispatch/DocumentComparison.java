package openbell.scheduler.dispatch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads stored documents place by place. Values are plain: maps, lists, text, numbers, booleans.
public interface DocumentComparison {
  /// The members of a document, in its order.
  Map<String, Object> members(String document);

  /// In the order of the earlier document; at most 500, because more is not read by anybody.
  List<DocumentChange> between(String before, String after);

  /// One place where two documents are different.
  ///
  /// @param pointer JSON pointer (RFC 6901) of the place
  /// @param before what stood there; absent when nothing did
  /// @param after what stands there; absent when nothing does
  record DocumentChange(String pointer, @Nullable Object before, @Nullable Object after) {}
}
