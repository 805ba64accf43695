package hub;

import hub.adapters.ageing.ColdTier;
import hub.adapters.cold.ColdRemoval;
import hub.adapters.cold.ColdSpan;
import hub.adapters.cold.ColdStore;
import hub.message.SpanDigest;
import hub.message.Telemetry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The cold store as ageing sees it. */
final class AgeingCold implements ColdTier {

    private final ColdStore store;
    private final ColdSpan spans;

    AgeingCold(ColdStore store, ColdSpan spans) {
        this.store = store;
        this.spans = spans;
    }

    @Override
    public Optional<String> behind() {
        return store.problem();
    }

    @Override
    public SpanDigest digest(String productId, LocalDate day) {
        return spans.digest(productId, day);
    }

    @Override
    public void ids(String productId, LocalDate day, Consumer<String> each) {
        spans.ids(productId, begin(day), begin(day.plusDays(1)), each);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    @Override
    public void append(List<Telemetry> readings) {
        store.mend(readings);
    }

    @Override
    public Removed remove(Collection<String> devices, Instant until) {
        ColdRemoval removed = store.remove(devices, until);
        return new Removed(removed.rows(), removed.goneBy());
    }
}
