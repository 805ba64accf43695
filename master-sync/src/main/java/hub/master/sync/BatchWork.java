package hub.master.sync;

import hub.master.mapping.MappedRow;
import hub.master.mapping.MappedRow.Fate;
import hub.master.mapping.MappingBook;
import hub.master.mapping.RowProblem;
import hub.master.mapping.TableMapping;
import hub.master.mapping.Target;
import hub.master.sync.WaitingRows.Kind;
import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One batch on its way, within one transaction. */
final class BatchWork {

    private static final List<Target> CHILDREN_FIRST = reversed();

    private final Connection connection;
    private final MappingBook book;
    private final int epoch;
    private final Instant now;
    private boolean anyWaiting;
    private final Map<Target, TargetTable> tables = new EnumMap<>(Target.class);
    private final List<Map<String, Object>> technicians = new ArrayList<>();
    private ChangePlan plan = new ChangePlan();
    private int applied;
    private int stale;
    private int dropped;
    private int waiting;
    private int unmapped;

    BatchWork(Connection connection, MappingBook book, int epoch, Instant now) throws SQLException {
        this.connection = connection;
        this.book = book;
        this.epoch = epoch;
        this.now = now;
        this.anyWaiting = WaitingRows.any(connection);
        for (Target target : Target.values()) {
            tables.put(target, new TargetTable(target));
        }
    }

    private static List<Target> reversed() {
        List<Target> targets = new ArrayList<>(List.of(Target.values()));
        Collections.reverse(targets);
        return targets;
    }

    static String origin(MasterChange change) {
        return change.source() + ":" + change.table();
    }

    void unmapped() {
        unmapped++;
    }

    void take(TableMapping mapping, MasterChange told) throws SQLException {
        String origin = origin(told);
        boolean part = !told.unchanged().isEmpty();
        MasterChange change = part && anyWaiting ? WaitingRows.completed(connection, origin, told) : told;
        PlannedRow row = new PlannedRow(mapping.map(change), change, origin);
        if (row.row().fate() == Fate.IGNORED) {
            dropped++;
            return;
        }
        if (plan.mustFollow(row)) {
            flush();
        }
        plan.put(row);
    }

    void wait(MasterChange change, Kind kind, String reason) throws SQLException {
        wait(change, kind, Optional.empty(), "", reason);
    }

    private void wait(MasterChange change, Kind kind, Optional<Target> parent, String parentKey, String reason)
            throws SQLException {
        waiting++;
        anyWaiting = true;
        WaitingRows.add(connection, origin(change), change, epoch, kind, parent, parentKey, reason, now);
    }

    void flush() throws SQLException {
        if (plan.isEmpty()) {
            return;
        }
        ChangePlan current = plan;
        plan = new ChangePlan();
        for (Target target : Target.values()) {
            write(current, target, current.written(target));
        }
        for (Target target : CHILDREN_FIRST) {
            removeDropped(target, current.with(target, Fate.DROPPED));
            remove(target, current.with(target, Fate.REMOVED), Fate.REMOVED);
            closeRows(target, current.all());
        }
    }

    private void write(ChangePlan current, Target target, List<PlannedRow> all) throws SQLException {
        List<PlannedRow> rows = all.stream()
                .filter(row -> row.change().operation() != Operation.DELETE)
                .toList();
        rows = complete(target, withParents(target, rows));
        if (rows.isEmpty()) {
            return;
        }
        rows = passing(target, rows, false);
        if (target == Target.TECHNICIAN) {
            rows.forEach(row -> technicians.add(shape(row, "kept")));
        } else {
            tables.get(target).write(connection, rows, now);
        }
        applied += rows.size();
        if (anyWaiting && !rows.isEmpty()) {
            WaitingRows.remove(connection, rows);
            takeChildren(current, target, rows);
        }
    }

    private List<PlannedRow> passing(Target target, List<PlannedRow> rows, boolean gone) throws SQLException {
        Set<String> passed = RowGuard.pass(connection, target, rows, epoch, gone);
        stale += rows.size() - passed.size();
        return rows.stream().filter(row -> passed.contains(row.row().key())).toList();
    }

    private List<PlannedRow> withParents(Target target, List<PlannedRow> rows) throws SQLException {
        Optional<Target> parent = target.parent().flatMap(Target.Field::parentTarget);
        Set<String> wanted = new HashSet<>();
        rows.forEach(row -> row.parentKey().ifPresent(wanted::add));
        if (parent.isEmpty() || wanted.isEmpty()) {
            return rows;
        }
        tables.get(parent.get()).existing(connection, wanted).forEach(wanted::remove);
        if (wanted.isEmpty()) {
            return rows;
        }
        List<PlannedRow> ready = new ArrayList<>();
        for (PlannedRow row : rows) {
            if (row.parentKey().filter(wanted::contains).isEmpty()) {
                ready.add(row);
                continue;
            }
            String key = row.parentKey().get();
            wait(row.change(), Kind.PARENT, parent, key, parent.get().word() + " '" + key + "' is not there yet");
        }
        return ready;
    }

    /** Of a row that was never seen, all is needed; what came in part waits until the rest is read. */
    private List<PlannedRow> complete(Target target, List<PlannedRow> rows) throws SQLException {
        List<PlannedRow> parts = rows.stream().filter(row -> !row.row().whole()).toList();
        if (parts.isEmpty() || target == Target.TECHNICIAN) {
            return rows;
        }
        Set<String> known = new HashSet<>(tables.get(target)
                .existing(connection, parts.stream().map(row -> row.row().key()).toList()));
        List<PlannedRow> ready = new ArrayList<>(rows);
        for (PlannedRow part : parts) {
            if (!known.contains(part.row().key())) {
                ready.remove(part);
                wait(
                        part.change(),
                        Kind.INCOMPLETE,
                        "only a part of the row was sent; the rest is read from the source");
            }
        }
        return ready;
    }

    private void takeChildren(ChangePlan current, Target parent, List<PlannedRow> rows) throws SQLException {
        List<String> keys = rows.stream().map(row -> row.row().key()).toList();
        for (MasterChange child : WaitingRows.childrenOf(connection, parent, keys)) {
            Optional<TableMapping> mapping = book.find(child.table());
            if (mapping.isPresent()) {
                try {
                    current.putIfAbsent(new PlannedRow(mapping.get().map(child), child, origin(child)));
                } catch (RowProblem problem) {
                    wait(child, Kind.VALUE, problem.getMessage());
                }
            }
        }
    }

    private void removeDropped(Target target, List<PlannedRow> rows) throws SQLException {
        dropped += rows.size();
        if (rows.isEmpty()) {
            return;
        }
        Set<String> known = RowGuard.known(connection, target, rows);
        List<PlannedRow> gone =
                rows.stream().filter(row -> known.contains(row.row().key())).toList();
        remove(target, gone, target.canClose() ? Fate.CLOSED : Fate.REMOVED);
    }

    /** A deleted row that is to stay, closed. */
    private void closeRows(Target target, Collection<PlannedRow> all) throws SQLException {
        remove(
                target,
                all.stream()
                        .filter(row -> row.row().target() == target
                                && row.row().fate() == Fate.CLOSED
                                && row.change().operation() == Operation.DELETE)
                        .toList(),
                Fate.CLOSED);
    }

    private void remove(Target target, List<PlannedRow> rows, Fate fate) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        List<PlannedRow> gone = passing(target, rows, true);
        applied += gone.size();
        if (target == Target.TECHNICIAN) {
            gone.forEach(row -> technicians.add(shape(row, "removed")));
        } else {
            List<String> keys = gone.stream().map(row -> row.row().key()).toList();
            tables.get(target).remove(connection, keys, fate, now);
        }
        if (anyWaiting) {
            WaitingRows.remove(connection, gone);
        }
    }

    void truncate(TableMapping mapping, MasterChange change) throws SQLException {
        Target target = mapping.target();
        List<String> keys = RowGuard.takeAll(connection, target, origin(change), epoch, change.position());
        Fate fate = ChangeApplier.removal(mapping);
        if (target == Target.TECHNICIAN) {
            keys.forEach(key -> technicians.add(Map.of(target.key(), key, "fate", "removed")));
        } else {
            tables.get(target).remove(connection, keys, fate, now);
        }
        Sql.update(connection, "delete from master.sync_waiting where origin = ?", origin(change));
        applied += keys.size();
    }

    private static Map<String, Object> shape(PlannedRow row, String fate) {
        Map<String, Object> shape = new LinkedHashMap<>(row.row().values());
        MappedRow mapped = row.row();
        shape.put(mapped.target().key(), mapped.key());
        shape.put("fate", fate);
        return shape;
    }

    AppliedBatch result() {
        return new AppliedBatch(applied, stale, dropped, waiting, unmapped, List.copyOf(technicians));
    }
}
