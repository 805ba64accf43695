package hub.master.mapping;

import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import hub.product.ProductProblem;
import hub.product.SpecFile;
import hub.product.SpecNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads all mappings of a folder and plays the cases beside them, without a database. */
public final class MappingCases {

    private static final String CASES = ".mapping.cases.yaml";
    private static final String SCHEMA = "mapping-cases.schema.json";

    /**
     * What came out.
     *
     * @param files how many mappings there are
     * @param cases how many cases were played
     * @param problems what is wrong with files and cases
     */
    public record Result(int files, int cases, List<ProductProblem> problems) {}

    /** Looks at every mapping of a folder. */
    public Result runFolder(Path folder) throws IOException {
        List<ProductProblem> problems = new ArrayList<>();
        int files = 0;
        int cases = 0;
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(each -> each.toString().endsWith(MappingReader.SUFFIX))
                    .sorted()
                    .toList()) {
                files++;
                String name = file.getFileName().toString();
                MappingReader.Reading reading = new MappingReader().read(name, Files.readString(file));
                problems.addAll(reading.problems());
                Path beside = file.resolveSibling(name.replace(MappingReader.SUFFIX, CASES));
                if (reading.mapping().isPresent() && Files.exists(beside)) {
                    cases += play(reading.mapping().get(), beside, problems);
                }
            }
        }
        return new Result(files, cases, problems);
    }

    private static int play(TableMapping mapping, Path file, List<ProductProblem> problems) throws IOException {
        SpecFile spec = SpecFile.read(file.getFileName().toString(), Files.readString(file), SCHEMA);
        int cases = 0;
        for (SpecNode each : spec.root().get("cases").items()) {
            cases++;
            for (String difference : differences(mapping, each)) {
                each.problem("case '" + each.get("name").text("") + "': " + difference);
            }
        }
        problems.addAll(spec.problems());
        return cases;
    }

    private static List<String> differences(TableMapping mapping, SpecNode stated) {
        MasterChange change = new MasterChange(
                "case", Operation.UPSERT, mapping.table(), row(stated.get("row")), Map.of(), List.of(), 0, 0);
        try {
            MappedRow mapped = mapping.map(change);
            if (stated.has("problem")) {
                return List.of("a problem was stated, but there is none");
            }
            return differences(stated, mapped);
        } catch (RowProblem problem) {
            boolean expected = stated.has("problem")
                    && problem.getMessage().contains(stated.get("problem").text(""));
            return expected ? List.of() : List.of(problem.getMessage());
        }
    }

    private static List<String> differences(SpecNode stated, MappedRow mapped) {
        List<String> differences = new ArrayList<>();
        String fate = mapped.fate().name().toLowerCase(java.util.Locale.ROOT);
        String wanted = stated.get("is").text("kept");
        if (!wanted.equals(fate)) {
            differences.add("the row is " + fate + ", stated is " + wanted);
        }
        stated.get("becomes").entries().forEach((field, value) -> {
            String actual = field.equals("since")
                    ? mapped.since().map(String::valueOf).orElse(null)
                    : mapped.values().get(field);
            String expected = value.isPresent() ? value.text("") : null;
            if (!java.util.Objects.equals(actual, expected)) {
                differences.add(field + " is " + actual + ", stated is " + expected);
            }
        });
        return differences;
    }

    private static Map<String, Object> row(SpecNode node) {
        Map<String, Object> row = new LinkedHashMap<>();
        node.entries().forEach((column, value) -> row.put(column, value.isPresent() ? value.text("") : null));
        return row;
    }
}
