package hub.reload;

import hub.check.CaseBeans;
import hub.check.FileProblem;
import hub.check.RouteCases;
import hub.check.RouteFile;
import hub.check.RouteFileCheck;
import hub.check.RouteFolder;
import hub.check.RouteRehearsal;
import hub.check.Surroundings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides whether changed files may come into force: nothing passes that was not proven to work with what runs. */
final class RouteGate {

    private final RouteFileCheck check = new RouteFileCheck();
    private final RouteFolder folder;
    private final Surroundings surroundings;
    private final RouteRehearsal rehearsal;

    RouteGate(RouteFolder folder, Surroundings surroundings) {
        this.folder = folder;
        this.surroundings = surroundings;
        this.rehearsal = new RouteRehearsal(surroundings);
    }

    /** Why the changes may not come into force; empty when they may. */
    List<FileProblem> problems(ChangeSet set, Map<String, RouteFile> live) {
        List<FileProblem> problems = new ArrayList<>();
        set.changes().values().stream().flatMap(Optional::stream).forEach(file -> problems.addAll(errors(file)));
        Map<String, RouteFile> world = set.appliedTo(live);
        if (problems.isEmpty()) {
            Set<FileProblem> known = new HashSet<>(check.problemsBetween(live.values()));
            check.problemsBetween(changedLast(set, world)).stream()
                    .filter(problem -> !known.contains(problem))
                    .forEach(problems::add);
        }
        if (problems.isEmpty()) {
            rehearsal.rehearse(world.values()).values().forEach(problems::addAll);
        }
        if (problems.isEmpty()) {
            set.changes().values().stream()
                    .flatMap(Optional::stream)
                    .forEach(file -> problems.addAll(cases(file, world.values())));
        }
        return problems.isEmpty() ? problems : withCompanions(set, problems);
    }

    /** What the cases beside a changed route say about it, if there are any. */
    private List<FileProblem> cases(RouteFile file, Collection<RouteFile> world) {
        return folder.casesOf(file)
                .map(text -> new RouteCases(surroundings, CaseBeans.ofTheHub(folder.home()))
                        .play(file, world, text)
                        .problems())
                .orElse(List.of());
    }

    /** Of two files that clash, the later in the list is blamed. */
    private static List<RouteFile> changedLast(ChangeSet set, Map<String, RouteFile> world) {
        return world.values().stream()
                .sorted(Comparator.comparing(file -> set.changes().containsKey(file.path())))
                .toList();
    }

    /** The problems of one file that keep it from being used. */
    List<FileProblem> errors(RouteFile file) {
        return check.problems(file).stream()
                .filter(problem -> !problem.warning())
                .toList();
    }

    /** What was thrown while this file came into force, as a problem. */
    FileProblem explain(RouteFile file, Throwable thrown) {
        return check.explain(file, thrown);
    }

    /** The problems of files at start-up, where each file stands for itself, by path. */
    Map<String, List<FileProblem>> rehearse(Map<String, RouteFile> files) {
        return rehearsal.rehearse(files.values());
    }

    private static List<FileProblem> withCompanions(ChangeSet set, List<FileProblem> problems) {
        Set<String> blamed = new HashSet<>();
        problems.forEach(problem -> blamed.add(problem.file()));
        List<FileProblem> all = new ArrayList<>(problems);
        set.changes().keySet().stream()
                .map(path -> "routes/" + path)
                .filter(shown -> !blamed.contains(shown))
                .forEach(shown -> all.add(FileProblem.error(
                        shown,
                        0,
                        "its change waits for " + String.join(", ", new TreeSet<>(blamed)) + ", which it leans on")));
        return all;
    }
}
