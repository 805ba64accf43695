package hub.check;

import hub.formula.daily.FormulaCases;
import hub.formula.daily.FormulaFault;
import hub.formula.daily.FormulaSpecReader;
import hub.product.Product;
import hub.product.ProductSpecReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Formula files and the cases beside them. */
final class FormulasCheck implements CheckPart {

    private final Path home;

    FormulasCheck(Path home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "formulas";
    }

    @Override
    public Result run() {
        ProductSpecReader reader = new ProductSpecReader();
        Map<String, Product> products = new TextFiles(home.resolve("yaml-dsl/products"))
                .named(ProductSpecReader.SUFFIX).stream()
                        .flatMap(file -> reader.read(file).product().stream())
                        .collect(Collectors.toMap(Product::id, Function.identity(), (first, second) -> first));
        FormulaSpecReader formulas = new FormulaSpecReader(
                id -> Optional.ofNullable(products.get(id)).map(ProductMetrics::of));
        FormulaCases.Result result = new FormulaCases(formulas).run(home.resolve("yaml-dsl/formulas"));
        List<FileProblem> problems =
                result.faults().stream().map(FormulasCheck::problem).toList();
        return new Result(result.files(), result.cases(), problems);
    }

    private static FileProblem problem(FormulaFault fault) {
        return FileProblem.error(
                "yaml-dsl/formulas/" + fault.file(),
                fault.line(),
                (fault.field().isEmpty() ? "" : fault.field() + ": ") + fault.message());
    }
}
