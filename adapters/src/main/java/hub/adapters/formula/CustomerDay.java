package hub.adapters.formula;

import hub.formula.daily.MetricDay;
import java.time.LocalDate;
import java.util.Map;

/** What the readings of a customer's devices of one product come to on a day, by metric. */
record CustomerDay(String customerId, LocalDate day, Map<String, MetricDay> metrics) {}
