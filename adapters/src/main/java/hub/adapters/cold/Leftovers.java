package hub.adapters.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Removes older states of a table, and files that a hub wrote but could not commit before it died. */
final class Leftovers {
    /** The newest may be a merge that an append overtook; then the positions are in the one before. */
    private static final int LEAST_SNAPSHOTS = 2;

    private final Warehouse warehouse;
    private final ColdTable which;

    Leftovers(Warehouse warehouse, ColdTable which) {
        this.warehouse = warehouse;
        this.which = which;
    }

    /** Forgets snapshots from before a time, but the last few, with the files that only they have; tells how many went. */
    int expire(Instant before) {
        Table table = warehouse.fresh(which);
        int snapshots = count(table);
        if (snapshots > LEAST_SNAPSHOTS) {
            table.expireSnapshots()
                    .expireOlderThan(before.toEpochMilli())
                    .retainLast(LEAST_SNAPSHOTS)
                    .commit();
            table.refresh();
        }
        return snapshots - count(table);
    }

    static int count(Table table) {
        int snapshots = 0;
        for (Snapshot snapshot : table.snapshots()) {
            snapshots++;
        }
        return snapshots;
    }

    /** Removes files under the table's folder that no state of it knows and that were written before a time; tells how many. */
    int removeOrphans(Instant before) {
        if (!(warehouse.files() instanceof SupportsPrefixOperations files)) {
            return 0;
        }
        Table table = warehouse.fresh(which);
        Set<String> old = new HashSet<>();
        for (FileInfo file : files.listPrefix(table.location())) {
            if (file.createdAtMillis() < before.toEpochMilli()) {
                old.add(file.location());
            }
        }
        if (!old.isEmpty()) {
            table.refresh();
            old.removeAll(known(table));
        }
        old.forEach(files::deleteFile);
        return old.size();
    }

    private static Set<String> known(Table table) {
        Set<String> known = new HashSet<>(ReachableFileUtil.metadataFileLocations(table, false));
        known.addAll(ReachableFileUtil.manifestListLocations(table));
        known.addAll(ReachableFileUtil.statisticsFilesLocations(table));
        Set<String> manifests = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (manifests.add(manifest.path())) {
                    addFiles(table, manifest, known);
                }
            }
        }
        known.addAll(manifests);
        return known;
    }

    private static void addFiles(Table table, ManifestFile manifest, Set<String> known) {
        try (CloseableIterable<? extends ContentFile<?>> files =
                ManifestFiles.read(manifest, table.io(), table.specs())) {
            files.forEach(file -> known.add(file.location()));
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + manifest.path(), problem);
        }
    }
}
