package hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Apache Spark, in a process of its own and with a class path that has nothing of the hub: the program in bench/spark. */
final class TestingSpark {
    private static final Path PROGRAM = Path.of(System.getProperty("hub.home", ".."), "bench/spark");
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar");

    private TestingSpark() {}

    /** The rows of each question, values parted by spaces; figures are told what each took. */
    static List<List<String>> ask(String catalog, Path warehouse, List<String> questions, Consumer<String> figures)
            throws IOException, InterruptedException {
        Path home = PROGRAM.toAbsolutePath().normalize();
        Path classPath = home.resolve("target/class-path.txt");
        if (!Files.exists(classPath) || !Files.exists(home.resolve("target/classes/hub"))) {
            run(List.of("mvn", "-B", "-ntp", "-q", "-f", home.resolve("pom.xml").toString(), "compile"));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        OPENED.forEach(each -> command.addAll(List.of("--add-opens", each + "=ALL-UNNAMED")));
        command.addAll(List.of(
                "-cp",
                home.resolve("target/classes") + ":"
                        + Files.readString(classPath).strip(),
                "hub.bench.spark.AskSpark",
                catalog,
                "postgres",
                "postgres",
                "file:" + warehouse));
        command.addAll(questions);
        List<List<String>> answers = new ArrayList<>(List.of(new ArrayList<>()));
        for (String line : run(command)) {
            if (line.startsWith("row\t")) {
                List<String> cells = Arrays.stream(line.split("\t"))
                        .skip(1)
                        .map(TestingSpark::plain)
                        .toList();
                answers.get(answers.size() - 1).add(String.join(" ", cells));
            } else if (line.startsWith("millis\t")) {
                figures.accept(
                        line.substring("millis\t".length()) + " ms in Spark: " + questions.get(answers.size() - 1));
                answers.add(new ArrayList<>());
            }
        }
        return answers.subList(0, answers.size() - 1);
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (BufferedReader output = process.inputReader()) {
            lines = output.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + " failed: " + lines);
        }
        return lines;
    }

    /** Numbers and times in one spelling. */
    static String plain(String value) {
        if (value.matches("\\d{4}-\\d{2}-\\d{2}[ T].*")) {
            String zoned = value.replace(' ', 'T');
            return zoned.endsWith("Z")
                    ? OffsetDateTime.parse(zoned).toInstant().toString()
                    : zoned.replaceAll("\\.0$", "Z");
        }
        return value.matches("-?[0-9.]+(E-?[0-9]+)?")
                ? new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(12))
                        .stripTrailingZeros()
                        .toPlainString()
                : value;
    }
}
