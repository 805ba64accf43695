package hub.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Checks route files as texts - YAML, Camel's schema, the naming rules, references to each other - without loading them. */
public final class RouteFileCheck {

    private final CamelSchema schema = CamelSchema.shared();

    /** Every problem of one file by itself, in the order of its lines. */
    public List<FileProblem> problems(RouteFile file) {
        if (file.problem().isPresent()) {
            return List.of(file.problem().get());
        }
        List<FileProblem> problems = new ArrayList<>();
        if (!file.yaml().root().isArray() || file.yaml().root().isEmpty()) {
            problems.add(file.error("", "holds no route; a route file is a list that starts with '- route:'"));
            return problems;
        }
        problems.addAll(schema.problems(file));
        problems.addAll(RouteNames.problems(file));
        return problems.stream().sorted().toList();
    }

    /** Every problem between files: ids used twice, hops and configurations that lead nowhere. */
    public List<FileProblem> problemsBetween(Collection<RouteFile> files) {
        return RouteReferences.problems(files).stream().sorted().toList();
    }

    /** What Camel threw about this file, as a problem with the line it is about. */
    public FileProblem explain(RouteFile file, Throwable thrown) {
        return RouteFailure.of(file, thrown).problems().get(0);
    }
}
