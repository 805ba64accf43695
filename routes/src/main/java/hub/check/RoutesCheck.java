package hub.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Route files: language, names, references to each other, and a rehearsal of them all. */
final class RoutesCheck implements CheckPart {

    private final RouteFolder folder;
    private final Surroundings surroundings;

    RoutesCheck(RouteFolder folder, Surroundings surroundings) {
        this.folder = folder;
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "routes";
    }

    @Override
    public Result run() {
        Collection<RouteFile> files = folder.files().values();
        RouteFileCheck check = new RouteFileCheck();
        List<FileProblem> problems = new ArrayList<>();
        List<RouteFile> sound = new ArrayList<>();
        for (RouteFile file : files) {
            List<FileProblem> found = check.problems(file);
            problems.addAll(found);
            if (found.stream().allMatch(FileProblem::warning)) {
                sound.add(file);
            }
        }
        problems.addAll(check.problemsBetween(files));
        new RouteRehearsal(surroundings).rehearse(sound).values().forEach(problems::addAll);
        return new Result(files.size(), 0, problems);
    }
}
