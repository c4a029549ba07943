/// The whole API, walked by its own description: `docs/openapi.json`. All tests here share one
/// running application ({@link House}).
@NullMarked
package openbell.embedded.api;

import org.jspecify.annotations.NullMarked;
