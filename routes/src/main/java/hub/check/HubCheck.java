package hub.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks at everything people edit - routes, products, tables, kamelets, contracts, templates, mappings and all cases - without a server. */
public final class HubCheck {

    private final List<CheckPart> parts;
    private final Consumer<String> progress;

    /**
     * Prepares a check.
     *
     * @param home the folder with everything people edit
     * @param beans the beans routes may call
     * @param progress is told in one line what is being looked at
     */
    public HubCheck(Path home, KnownBeans beans, Consumer<String> progress) {
        Surroundings surroundings = new FileSurroundings(home, beans);
        RouteFolder routes = new RouteFolder(home.resolve("routes"));
        this.parts = List.of(
                new RoutesCheck(routes, surroundings),
                new RouteCasesCheck(routes, new RouteCases(surroundings, CaseBeans.ofTheHub(home))),
                new KameletsCheck(home, surroundings),
                new ContractsCheck(home.resolve("yaml-dsl/contracts"), routes),
                new ProductsCheck(home.resolve("yaml-dsl/products")),
                new FormulasCheck(home),
                new TablesCheck(home.resolve("drools-rules/tables")),
                new NoticeTemplatesCheck(home),
                new MappingsCheck(home.resolve("master-sync/mappings")));
        this.progress = progress;
    }

    /**
     * What a check found.
     *
     * @param problems all problems, by file and line
     * @param summary one line with the counts
     */
    public record Report(List<FileProblem> problems, String summary) {

        /** Whether nothing keeps a file from being used. */
        public boolean passed() {
            return problems.stream().allMatch(FileProblem::warning);
        }
    }

    /** Looks at everything and collects all problems. */
    public Report run() {
        List<FileProblem> problems = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (CheckPart part : parts) {
            progress.accept("checking " + part.name() + " ...");
            CheckPart.Result result = part.run();
            problems.addAll(result.problems());
            counts.add(
                    result.files() + " " + part.name() + (result.cases() > 0 ? " (" + result.cases() + " cases)" : ""));
        }
        problems.sort(null);
        long warnings = problems.stream().filter(FileProblem::warning).count();
        return new Report(
                problems,
                String.join(", ", counts) + ": " + (problems.size() - warnings) + " problems, " + warnings
                        + " warnings");
    }
}
