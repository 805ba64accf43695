package hub.reload;

import hub.check.RouteFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files that were saved together and lean on each other: they come into force together or not at all.
 *
 * @param changes the new file by path, or nothing for a deleted file
 */
record ChangeSet(Map<String, Optional<RouteFile>> changes) {

    /** The differences between what runs and what is on disk, one set for each group that belongs together. */
    static List<ChangeSet> between(Map<String, RouteFile> live, Map<String, RouteFile> disk) {
        Map<String, Optional<RouteFile>> all = new TreeMap<>();
        for (RouteFile file : disk.values()) {
            RouteFile running = live.get(file.path());
            if (running == null || !running.text().equals(file.text())) {
                all.put(file.path(), Optional.of(file));
            }
        }
        for (String path : live.keySet()) {
            if (!disk.containsKey(path)) {
                all.put(path, Optional.empty());
            }
        }
        return groups(all, live);
    }

    /** All changes as one set. */
    static ChangeSet together(Collection<ChangeSet> sets) {
        Map<String, Optional<RouteFile>> all = new TreeMap<>();
        sets.forEach(set -> all.putAll(set.changes));
        return new ChangeSet(all);
    }

    /** What would run if the changes came into force. */
    Map<String, RouteFile> appliedTo(Map<String, RouteFile> live) {
        Map<String, RouteFile> world = new TreeMap<>(live);
        changes.forEach((path, file) -> file.ifPresentOrElse(now -> world.put(path, now), () -> world.remove(path)));
        return world;
    }

    private static List<ChangeSet> groups(Map<String, Optional<RouteFile>> all, Map<String, RouteFile> live) {
        Map<String, Set<String>> declared = new LinkedHashMap<>();
        Map<String, Set<String>> named = new LinkedHashMap<>();
        all.forEach((path, file) -> {
            List<RouteFile> texts = new ArrayList<>();
            file.ifPresent(texts::add);
            Optional.ofNullable(live.get(path)).ifPresent(texts::add);
            declared.put(path, new HashSet<>());
            named.put(path, new HashSet<>());
            texts.forEach(text -> {
                declared.get(path).addAll(text.declares());
                named.get(path).addAll(text.names());
            });
        });
        List<Set<String>> groups = new ArrayList<>();
        for (String path : all.keySet()) {
            Set<String> group = new TreeSet<>(Set.of(path));
            groups.removeIf(other -> {
                boolean belongs = other.stream().anyMatch(each -> linked(each, path, declared, named));
                return belongs && group.addAll(other);
            });
            groups.add(group);
        }
        return groups.stream().map(group -> of(group, all)).toList();
    }

    private static boolean linked(
            String one, String other, Map<String, Set<String>> declared, Map<String, Set<String>> named) {
        return meet(named.get(one), declared.get(other))
                || meet(named.get(other), declared.get(one))
                || meet(declared.get(one), declared.get(other));
    }

    private static boolean meet(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    private static ChangeSet of(Set<String> paths, Map<String, Optional<RouteFile>> all) {
        Map<String, Optional<RouteFile>> changes = new TreeMap<>();
        paths.forEach(path -> changes.put(path, all.get(path)));
        return new ChangeSet(changes);
    }
}
