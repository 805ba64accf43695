package hub;

import hub.adapters.analytics.AddedReadings;
import hub.adapters.analytics.ColdReadings;
import hub.adapters.cold.ColdChange;
import hub.adapters.cold.ColdChanges;
import hub.adapters.cold.ColdRows;
import hub.message.Telemetry;
import hub.product.Product;
import hub.product.ProductCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the cold store for those who make aggregates of it. */
public final class ColdReader implements ColdReadings {

    private final ColdChanges changes;
    private final ColdRows scan;
    private final ProductCatalog catalog;

    ColdReader(ColdChanges changes, ColdRows scan, ProductCatalog catalog) {
        this.changes = changes;
        this.scan = scan;
        this.catalog = catalog;
    }

    /**
     * What was added after a snapshot, a snapshot at a time, the oldest first. Where later snapshots only tidied up, the newest of them
     * is followed with nothing added, as the one followed before will not be kept for ever.
     */
    public List<AddedReadings> after(long snapshotId) {
        List<AddedReadings> added = new ArrayList<>();
        long newest = changes.newest();
        long before = snapshotId;
        for (ColdChange change : changes.after(snapshotId)) {
            added.add(new AddedReadings(before, change.snapshotId(), change::forEachBatch));
            before = change.snapshotId();
        }
        if (added.isEmpty() && newest != snapshotId) {
            added.add(new AddedReadings(snapshotId, newest, (size, each) -> {}));
        }
        return added;
    }

    /** The newest snapshot, 0 before the first. */
    public long newest() {
        return changes.newest();
    }

    /** The products that readings may be of. */
    public List<String> products() {
        return catalog.products().stream().map(Product::id).toList();
    }

    @Override
    public void read(String productId, Instant from, Instant until, long snapshotId, Consumer<Telemetry> each) {
        scan.read(productId, from, until, snapshotId, each);
    }
}
