package hub.reload;

import hub.check.FileProblem;
import hub.check.RouteFile;
import hub.check.RouteFolder;
import hub.check.Surroundings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the running routes equal to the files on disk, as far as those are sound. Camel's own reload drops working
 * routes when a file has a typo; here a change is checked and rehearsed first, comes into force file by file, and is
 * taken back when the live hub refuses it.
 */
public final class SafeRouteReload extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(SafeRouteReload.class);
    private static final Duration TRY_LOST_EVERY = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final RouteFolder folder;
    private final RouteVersions versions;
    private final Clock clock;
    private final LiveRoutes live;
    private final RouteGate gate;
    private final Map<ChangeSet, List<FileProblem>> refusedLive = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();
    private final Map<String, RouteFile> lost = new TreeMap<>();
    private long triedLost = System.nanoTime();
    private Map<String, String> stamps = Map.of();
    private FolderWatch watch;
    private volatile RouteReloadStatus status;

    /**
     * Reloads the routes of one folder into one context.
     *
     * @param context the hub's context
     * @param folder the {@code routes} folder
     * @param surroundings the settings and beans a rehearsal needs
     * @param versions where versions in force are kept
     * @param clock gives their times
     */
    public SafeRouteReload(
            CamelContext context, RouteFolder folder, Surroundings surroundings, RouteVersions versions, Clock clock) {
        this.folder = folder;
        this.versions = versions;
        this.clock = clock;
        this.live = new LiveRoutes(context, folder.root());
        this.gate = new RouteGate(folder, surroundings);
        this.status = new RouteReloadStatus(clock.instant(), List.of(), List.of(), List.of());
    }

    /**
     * Loads all routes before the context starts. A file that is not sound is replaced by its last sound version, or
     * left out when there is none; either way the problem shows in {@link #status()}.
     */
    public synchronized void loadAll() throws Exception {
        live.prepare();
        stamps = folder.stamps();
        Map<String, RouteFile> sound = new TreeMap<>();
        Map<String, List<FileProblem>> problems = new TreeMap<>();
        Map<String, RouteFile> disk = folder.files();
        disk.forEach((path, file) -> {
            List<FileProblem> errors = gate.errors(file);
            if (errors.isEmpty()) {
                sound.put(path, file);
            } else {
                problems.put(path, errors);
            }
        });
        leaveOutUnsound(sound, problems);
        for (String path : List.copyOf(problems.keySet())) {
            versions.newest(path).ifPresent(kept -> sound.put(path, RouteFile.of(path, kept.text())));
        }
        leaveOutUnsound(sound, problems);
        for (RouteFile file : partsFirst(sound)) {
            live.load(file);
            keep(file);
        }
        missing.addAll(disk.keySet());
        missing.removeAll(sound.keySet());
        publish(problems.values().stream().flatMap(List::stream).toList(), disk);
    }

    private void leaveOutUnsound(Map<String, RouteFile> sound, Map<String, List<FileProblem>> problems) {
        gate.rehearse(sound).forEach((path, found) -> {
            sound.remove(path);
            problems.putIfAbsent(path, found);
        });
    }

    private static List<RouteFile> partsFirst(Map<String, RouteFile> files) {
        List<RouteFile> ordered = new ArrayList<>(
                files.values().stream().filter(RouteFile::isPartOfOthers).toList());
        files.values().stream().filter(file -> !file.isPartOfOthers()).forEach(ordered::add);
        return ordered;
    }

    @Override
    protected void doStart() {
        watch = new FolderWatch(this::look, stamps, LOOK_EVERY, now -> apply(folder.files(), now));
        watch.start();
    }

    @Override
    protected void doStop() throws Exception {
        watch.stop();
    }

    /** What runs and what was refused. */
    public RouteReloadStatus status() {
        return status;
    }

    /**
     * Why a text could not come into force as this file, without changing anything; empty when it could.
     *
     * @param path below {@code routes/}
     */
    public synchronized List<FileProblem> tryOut(String path, String text) {
        ChangeSet change = new ChangeSet(Map.of(path, Optional.of(RouteFile.of(path, text))));
        return gate.problems(change, live.files());
    }

    private Map<String, String> look() {
        if (!lost.isEmpty() && System.nanoTime() - triedLost > TRY_LOST_EVERY.toNanos()) {
            triedLost = System.nanoTime();
            bringBackLost();
        }
        return folder.stamps();
    }

    /** Tries again to start what ran before and could neither be replaced nor brought back. */
    private synchronized void bringBackLost() {
        for (RouteFile file : List.copyOf(lost.values())) {
            try {
                live.load(file);
                lost.remove(file.path());
                missing.remove(file.path());
                LOG.info("routes/{} is back as version {}", file.path(), file.version());
            } catch (Exception stillRefused) {
                LOG.warn("routes/{} still cannot be brought back: {}", file.path(), stillRefused.getMessage());
            }
        }
        publish(status.problems(), folder.files());
    }

    /** Brings what is on disk into force, set by set. */
    private synchronized void apply(Map<String, RouteFile> disk, Map<String, String> now) {
        refusedLive
                .keySet()
                .removeIf(set -> set.changes().keySet().stream()
                        .anyMatch(path ->
                                !Optional.ofNullable(now.get(path)).equals(Optional.ofNullable(stamps.get(path)))));
        stamps = now;
        List<FileProblem> problems = new ArrayList<>();
        List<ChangeSet> sets = ChangeSet.between(live.files(), disk);
        boolean allTogether = sets.size() > 1
                && sets.stream().noneMatch(refusedLive::containsKey)
                && gate.problems(ChangeSet.together(sets), live.files()).isEmpty();
        for (ChangeSet set : sets) {
            problems.addAll(
                    refusedLive.containsKey(set) ? refusedLive.get(set) : allTogether ? swap(set) : gateAndSwap(set));
        }
        publish(problems, disk);
    }

    private List<FileProblem> gateAndSwap(ChangeSet set) {
        List<FileProblem> problems = gate.problems(set, live.files());
        return problems.isEmpty() ? swap(set) : problems;
    }

    private List<FileProblem> swap(ChangeSet set) {
        long start = System.nanoTime();
        try {
            new RouteSwap(live).apply(set);
        } catch (RouteSwap.Refused refused) {
            missing.addAll(refused.lost().keySet());
            lost.putAll(refused.lost());
            List<FileProblem> problems = List.of(gate.explain(refused.file(), refused.getCause()));
            refusedLive.put(set, problems);
            return problems;
        }
        missing.removeAll(set.changes().keySet());
        lost.keySet().removeAll(set.changes().keySet());
        set.changes().forEach((path, file) -> {
            RouteFile now = file.orElseGet(() -> RouteFile.of(path, ""));
            keep(now);
            LOG.info(
                    "routes/{} {} in {} ms",
                    path,
                    file.isPresent() ? "came into force as version " + now.version() : "was removed",
                    (System.nanoTime() - start) / 1_000_000);
        });
        return List.of();
    }

    private void keep(RouteFile file) {
        versions.keep(RouteVersion.of(file, clock.instant()));
    }

    private void publish(List<FileProblem> problems, Map<String, RouteFile> disk) {
        problems.stream()
                .filter(problem -> !status.problems().contains(problem))
                .forEach(problem -> LOG.warn("not in force: {}", problem));
        List<RouteReloadStatus.FileInForce> files = live.files().values().stream()
                .map(file -> new RouteReloadStatus.FileInForce(
                        file.path(),
                        file.version(),
                        Optional.ofNullable(disk.get(file.path()))
                                .map(RouteFile::text)
                                .equals(Optional.of(file.text()))))
                .toList();
        status = new RouteReloadStatus(
                clock.instant(), files, problems.stream().sorted().toList(), List.copyOf(missing));
    }
}
