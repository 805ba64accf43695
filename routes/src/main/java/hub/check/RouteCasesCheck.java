package hub.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The cases beside route files. */
final class RouteCasesCheck implements CheckPart {

    private final RouteFolder folder;
    private final RouteCases cases;

    RouteCasesCheck(RouteFolder folder, RouteCases cases) {
        this.folder = folder;
        this.cases = cases;
    }

    @Override
    public String name() {
        return "routes with cases";
    }

    @Override
    public Result run() {
        SortedMap<String, RouteFile> routes = folder.files();
        List<FileProblem> problems = new ArrayList<>();
        int count = 0;
        Map<String, String> texts = folder.texts(RouteCaseFile.SUFFIX);
        for (Map.Entry<String, String> each : texts.entrySet()) {
            RouteFile route = routes.get(each.getKey().replace(RouteCaseFile.SUFFIX, RouteFile.SUFFIX));
            if (route == null) {
                problems.add(FileProblem.error(
                        "routes/" + each.getKey(), 0, "there is no route file beside it; name it after its route"));
            } else {
                RouteCases.Result result = cases.play(route, routes.values(), each.getValue());
                count += result.count();
                problems.addAll(result.problems());
            }
        }
        return new Result(texts.size(), count, problems);
    }
}
