package hub.formula.daily;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Checks formula files and computes the cases beside them, without a server; the same in the build and in {@code hub check}. */
public final class FormulaCases {

    /** How the name of a file of cases ends. */
    public static final String SUFFIX = ".formula.cases.yaml";

    private static final double EXACT = 1e-9;

    private final FormulaSpecReader reader;

    /** @param reader knows the products' metrics */
    public FormulaCases(FormulaSpecReader reader) {
        this.reader = reader;
    }

    /**
     * What came of a folder.
     *
     * @param files how many formulas there are
     * @param cases how many cases were computed
     * @param faults everything that is not as it should be
     */
    public record Result(int files, int cases, List<FormulaFault> faults) {}

    /** Checks every formula of a folder; a folder that is not there has none. */
    public Result run(Path folder) {
        List<FormulaFault> faults = new ArrayList<>();
        int files = 0;
        int cases = 0;
        for (Path file : files(folder)) {
            files++;
            FormulaReading reading = reader.read(name(file), read(file));
            faults.addAll(reading.faults());
            String expected = reading.spec()
                    .map(spec -> spec.formulaId() + FormulaSpecReader.SUFFIX)
                    .orElse(name(file));
            if (!expected.equals(name(file))) {
                faults.add(new FormulaFault(name(file), 0, "formulaId", "the file must be called " + expected));
            }
            if (reading.spec().isPresent()) {
                cases += cases(reading.spec().get(), file, faults);
            }
        }
        return new Result(files, cases, List.copyOf(faults));
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(FormulaSpecReader.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", problem);
        }
    }

    private static int cases(FormulaSpec spec, Path file, List<FormulaFault> faults) {
        Path beside = file.resolveSibling(name(file).replace(FormulaSpecReader.SUFFIX, SUFFIX));
        YamlFields yaml = new YamlFields(name(beside), faults);
        if (!Files.exists(beside)) {
            faults.add(new FormulaFault(
                    name(file),
                    0,
                    "",
                    "has no cases; add " + name(beside) + " with at least one value and one absent metric"));
            return 0;
        }
        YamlFields.Field cases = yaml.read(read(beside)).getOrDefault("cases", new YamlFields.Field(0, ""));
        for (YamlFields.Field one : cases.items()) {
            compare(spec, one, yaml);
        }
        if (cases.items().isEmpty()) {
            yaml.fault(cases.line(), "cases", "there are none; write a list of given and result");
        }
        return cases.items().size();
    }

    private static void compare(FormulaSpec spec, YamlFields.Field one, YamlFields yaml) {
        String name = one.fields().getOrDefault("name", one).text();
        try {
            Map<String, MetricDay> day = new HashMap<>();
            one.fields().getOrDefault("given", one).fields().forEach((metric, given) -> {
                if (!List.of("name", "result", "because").contains(metric)) {
                    day.put(metric, day(given));
                }
            });
            DailyValue value = spec.formula().evaluate(day::get);
            String because = one.fields().containsKey("because")
                    ? one.fields().get("because").text()
                    : "";
            String expected = one.fields().containsKey("result")
                    ? one.fields().get("result").text()
                    : "";
            String found = value.value().isPresent()
                    ? String.valueOf(value.value().getAsDouble())
                    : "none, because " + value.reason();
            boolean same = expected.equals("none")
                    ? value.value().isEmpty() && value.reason().contains(because)
                    : value.value().isPresent()
                            && Math.abs(value.value().getAsDouble() - Double.parseDouble(expected)) <= EXACT;
            if (!same) {
                yaml.fault(one.line(), name, "expected " + expected + " " + because + " but found " + found);
            }
        } catch (NumberFormatException problem) {
            yaml.fault(
                    one.line(), name, "a number is expected: " + problem.getMessage() + "; a result may also be none");
        }
    }

    /** A metric's day: a number stands for readings that are all the same. */
    private static MetricDay day(YamlFields.Field given) {
        if (given.fields().isEmpty()) {
            return MetricDay.of(Double.parseDouble(given.text()));
        }
        Map<String, Double> stated = new HashMap<>();
        given.fields()
                .forEach((word, value) -> stated.put(word.toLowerCase(Locale.ROOT), Double.valueOf(value.text())));
        double count = stated.getOrDefault("count", 1.0);
        double mean = stated.containsKey("avg") ? stated.get("avg") : stated.getOrDefault("sum", Double.NaN) / count;
        double deviation = stated.getOrDefault("stddev", 0.0);
        return new MetricDay(
                (long) count,
                mean * count,
                stated.getOrDefault("min", mean),
                stated.getOrDefault("max", mean),
                count * (deviation * deviation + mean * mean),
                stated.getOrDefault("first", mean),
                stated.getOrDefault("last", mean),
                share -> stated.getOrDefault("p" + Math.round(share * 100), Double.NaN));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(file + " cannot be read", problem);
        }
    }
}
