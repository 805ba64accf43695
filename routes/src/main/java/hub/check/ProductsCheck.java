package hub.check;

import hub.decode.ProductCases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Product files and the cases beside them. */
final class ProductsCheck implements CheckPart {

    private final Path folder;

    ProductsCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "products";
    }

    @Override
    public Result run() {
        if (!Files.isDirectory(folder)) {
            return new Result(0, 0, List.of());
        }
        List<ProductCases.Result> results = new ProductCases().runFolder(folder);
        List<FileProblem> problems = results.stream()
                .filter(result -> !result.passed())
                .map(ProductsCheck::problem)
                .toList();
        int cases = (int)
                results.stream().filter(result -> !result.name().isEmpty()).count();
        return new Result(new TextFiles(folder).named(".product.yaml").size(), cases, problems);
    }

    private static FileProblem problem(ProductCases.Result result) {
        String what = String.join("; ", result.differences());
        return FileProblem.error(
                "yaml-dsl/products/" + result.file(),
                result.line(),
                result.name().isEmpty() ? what : "case '" + result.name() + "': " + what);
    }
}
