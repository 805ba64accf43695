package hub.check;

import hub.master.mapping.MappingCases;
import hub.product.ProductProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mappings of legacy tables and the cases beside them. */
final class MappingsCheck implements CheckPart {

    private final Path folder;

    MappingsCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "mappings";
    }

    @Override
    public Result run() {
        if (!Files.isDirectory(folder)) {
            return new Result(0, 0, List.of());
        }
        try {
            MappingCases.Result result = new MappingCases().runFolder(folder);
            return new Result(
                    result.files(),
                    result.cases(),
                    result.problems().stream().map(MappingsCheck::problem).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the mappings in " + folder + " cannot be read", unreadable);
        }
    }

    private static FileProblem problem(ProductProblem problem) {
        String place = problem.path().isEmpty() ? "" : problem.path() + ": ";
        return FileProblem.error("master-sync/mappings/" + problem.file(), problem.line(), place + problem.message());
    }
}
