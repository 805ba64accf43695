package hub.reload;

import hub.check.RouteFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one set of changes into force in the running hub, or puts everything back as it was. */
final class RouteSwap {

    private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);

    private final LiveRoutes live;
    private final Map<String, Optional<RouteFile>> before = new LinkedHashMap<>();
    private final List<LiveRoutes.TemplateUse> uses = new ArrayList<>();
    private final Map<String, RouteFile> lost = new TreeMap<>();

    RouteSwap(LiveRoutes live) {
        this.live = live;
    }

    /** Thrown when the live hub refused a file; everything is as before, except for the files it names as lost. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient RouteFile file;
        private final transient Map<String, RouteFile> lost;

        Refused(RouteFile file, Throwable cause, Map<String, RouteFile> lost) {
            super(cause);
            this.file = file;
            this.lost = lost;
        }

        RouteFile file() {
            return file;
        }

        /** The files that could not be brought back, by path. */
        Map<String, RouteFile> lost() {
            return lost;
        }
    }

    /** Swaps file by file, those that others are built from first. */
    void apply(ChangeSet set) throws Refused {
        Map<String, Optional<RouteFile>> after = withDependents(set);
        for (String path : inOrder(after)) {
            Optional<RouteFile> running = Optional.ofNullable(live.files().get(path));
            before.put(path, running);
            RouteFile blamed = after.get(path).or(() -> running).orElseThrow();
            try {
                swap(path, after.get(path));
            } catch (Exception refused) {
                rollBack();
                throw new Refused(blamed, refused, lost);
            }
        }
    }

    private void swap(String path, Optional<RouteFile> after) throws Exception {
        int made = uses.size();
        if (live.files().containsKey(path)) {
            uses.addAll(live.unload(path));
        }
        if (after.isPresent()) {
            live.load(after.get());
            for (LiveRoutes.TemplateUse use : uses.subList(made, uses.size())) {
                live.make(use);
            }
        }
    }

    private void rollBack() {
        for (String path : before.keySet()) {
            if (live.files().containsKey(path)) {
                attempt(path, () -> live.unload(path));
            }
        }
        for (Map.Entry<String, Optional<RouteFile>> each : before.entrySet()) {
            each.getValue().ifPresent(file -> attempt(each.getKey(), () -> live.load(file)));
        }
        for (LiveRoutes.TemplateUse use : uses) {
            attempt(use.templateId(), () -> live.make(use));
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private void attempt(String path, Step step) {
        try {
            step.run();
        } catch (Exception failed) {
            LOG.error("routes/{} could not be brought back: {}", path, failed.getMessage(), failed);
            Optional.ofNullable(before.get(path)).flatMap(file -> file).ifPresent(file -> lost.put(path, file));
        }
    }

    /** The changes, and the unchanged files that have to be built anew because a part of them changed. */
    private Map<String, Optional<RouteFile>> withDependents(ChangeSet set) {
        Map<String, RouteFile> running = live.files();
        Map<String, Optional<RouteFile>> all = new LinkedHashMap<>(set.changes());
        for (RouteFile file : running.values()) {
            boolean built = set.changes().entrySet().stream()
                    .flatMap(change -> java.util.stream.Stream.concat(
                            change.getValue().stream(), Optional.ofNullable(running.get(change.getKey())).stream()))
                    .anyMatch(file::isBuiltFrom);
            if (built) {
                all.putIfAbsent(file.path(), Optional.of(file));
            }
        }
        return all;
    }

    private static List<String> inOrder(Map<String, Optional<RouteFile>> changes) {
        return changes.keySet().stream()
                .sorted(java.util.Comparator.comparing((String path) ->
                                changes.get(path).map(RouteFile::isPartOfOthers).orElse(false) ? 0 : 1)
                        .thenComparing(java.util.Comparator.naturalOrder()))
                .toList();
    }
}
