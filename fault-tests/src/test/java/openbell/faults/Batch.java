package openbell.faults;

import java.time.LocalDate;

/// One market open of the city: a run and a mail for each of its portfolios.
record Batch(LocalDate session, int runs) {}
