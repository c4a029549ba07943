package openbell.model.message;

import openbell.model.run.RunRef;

/// A portfolio is due: ids only, resolved at dispatch.
public record RunRequested(RunRef run) implements Message {}
