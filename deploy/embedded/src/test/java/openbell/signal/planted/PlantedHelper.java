package openbell.signal.planted;

/// A class that does not say what it is.
public class PlantedHelper {}
