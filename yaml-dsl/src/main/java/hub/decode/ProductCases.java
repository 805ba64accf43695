package hub.decode;

import hub.product.CaseReader;
import hub.product.CommandCase;
import hub.product.CsvMapping;
import hub.product.Product;
import hub.product.ProductCase;
import hub.product.ProductProblem;
import hub.product.ProductReading;
import hub.product.ProductSpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks product files and runs the cases beside them, without a server; the same in the build and in `hub check`. */
public final class ProductCases {

    private final ProductSpecReader products = new ProductSpecReader();
    private final CaseReader cases = new CaseReader();

    /**
     * How one file or one case fared.
     *
     * @param file the file
     * @param line where it stands, or 0
     * @param name the case's name, or empty for the file itself
     * @param differences what is not as stated, empty when all is well
     */
    public record Result(String file, int line, String name, List<String> differences) {

        /** Whether all is as stated. */
        public boolean passed() {
            return differences.isEmpty();
        }

        @Override
        public String toString() {
            String place = file + (line > 0 ? ":" + line : "") + (name.isEmpty() ? "" : " " + name);
            return passed() ? place : place + ": " + String.join("; ", differences);
        }
    }

    /** Checks every product file of a folder and runs every case. */
    public List<Result> runFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ProductSpecReader.SUFFIX))
                    .sorted()
                    .flatMap(file -> run(file).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the product folder " + folder + " cannot be read", unreadable);
        }
    }

    /** Checks one product file and runs the cases beside it. */
    public List<Result> run(Path file) {
        String name = file.getFileName().toString();
        ProductReading reading = products.read(file);
        if (reading.product().isEmpty()) {
            return reading.problems().stream().map(ProductCases::result).toList();
        }
        String base = name.substring(0, name.length() - ProductSpecReader.SUFFIX.length());
        Path beside = file.resolveSibling(base + CaseReader.SUFFIX);
        if (!Files.exists(beside)) {
            String missing =
                    "has no cases; add " + beside.getFileName() + " with at least one good and one bad message";
            return List.of(new Result(name, 0, "", List.of(missing)));
        }
        return run(reading.product().get(), beside);
    }

    private List<Result> run(Product product, Path file) {
        Charset charset = product.spec().csv().map(CsvMapping::encoding).orElse(StandardCharsets.UTF_8);
        CaseReader.CaseReading reading = cases.read(file, charset);
        List<Result> results = new ArrayList<>();
        reading.problems().forEach(problem -> results.add(result(problem)));
        ProductTrial trial = new ProductTrial(product);
        for (ProductCase one : reading.cases()) {
            ProductTrial.Result outcome = trial.run(
                    ProductTrial.frame(one.deviceId(), one.hubId(), one.format(), one.payload(), one.receivedAt()),
                    one.children());
            results.add(new Result(one.file(), one.line(), one.name(), CaseComparison.differences(one, outcome)));
        }
        for (CommandCase one : reading.commands()) {
            results.add(new Result(one.file(), one.line(), one.name(), CommandComparison.differences(one, product)));
        }
        return results;
    }

    private static Result result(ProductProblem problem) {
        String message = problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
        return new Result(problem.file(), problem.line(), "", List.of(message));
    }
}
