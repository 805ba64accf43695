package hub.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import hub.contract.ContractViolation;
import hub.decode.ProductTrial;
import hub.message.DeadLetter;
import hub.product.Product;
import hub.product.ProductReading;
import hub.product.ProductSpecReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decodes one payload, so that a product owner sees at once what a product file makes of it. */
@Command(
        name = "try",
        description = "Decode one payload and print standard telemetry as JSON, or the problems.",
        footer = "Exit code 0: decoded; 1: problems; 2: wrong call. Example: ./hub try prod-a 014E0203E8")
public final class TryCommand implements Callable<Integer> {

    private static final Map<String, String> FORMATS =
            Map.of("json", "json", "ndjson", "json", "csv", "csv", "bin", "bin");
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Parameters(index = "0", paramLabel = "<product>", description = "A product id, or a product file.")
    private String product;

    @Parameters(
            index = "1",
            paramLabel = "<hex|file>",
            description = "Hexadecimal digits, a JSON text, or a file (.hex, .json, .csv, .bin).")
    private String payload;

    @Option(
            names = "--home",
            paramLabel = "<folder>",
            description = "The folder that holds yaml-dsl/.",
            defaultValue = "${sys:hub.home:-.}")
    private Path home;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ProductReading reading = new ProductSpecReader().read(productFile());
        PrintWriter err = spec.commandLine().getErr();
        if (reading.product().isEmpty()) {
            reading.problems().forEach(err::println);
            return 1;
        }
        ProductTrial.Result result = run(reading.product().get());
        print(result);
        return result.deadLetters().isEmpty() && result.problems().isEmpty() ? 0 : 1;
    }

    private ProductTrial.Result run(Product found) throws IOException {
        ProductTrial trial = new ProductTrial(found);
        if (!isFile(payload)) {
            return trial.runText(payload);
        }
        Path file = Path.of(payload);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String format = FORMATS.get(name.substring(name.lastIndexOf('.') + 1));
        return format == null
                ? trial.runText(Files.readString(file, StandardCharsets.UTF_8).strip())
                : trial.run(format, Files.readAllBytes(file));
    }

    private void print(ProductTrial.Result result) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        for (Map<String, Object> shape : result.shapes()) {
            out.println(JSON.writeValueAsString(shape));
        }
        out.flush();
        for (DeadLetter letter : result.deadLetters()) {
            err.println("problem: " + letter.reason());
        }
        result.problems().forEach(problem -> err.println("problem: " + line(problem)));
        result.warnings().forEach(problem -> err.println("warning: " + line(problem)));
        err.flush();
    }

    private static String line(ContractViolation violation) {
        String offset = violation.offset() < 0 ? "" : " at byte " + violation.offset();
        return violation.field() + offset + ": " + violation.message();
    }

    private Path productFile() throws IOException {
        if (product.endsWith(ProductSpecReader.SUFFIX) && isFile(product)) {
            return Path.of(product);
        }
        Path folder = home.resolve("yaml-dsl/products");
        Path file = folder.resolve(product + ProductSpecReader.SUFFIX);
        if (Files.isRegularFile(file)) {
            return file;
        }
        try (Stream<Path> files = Files.list(folder)) {
            String known = files.map(each -> each.getFileName().toString())
                    .filter(name -> name.endsWith(ProductSpecReader.SUFFIX))
                    .map(name -> name.replace(ProductSpecReader.SUFFIX, ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new ParameterException(
                    spec.commandLine(), "there is no product '" + product + "' in " + folder + "; known: " + known);
        }
    }

    private static boolean isFile(String text) {
        try {
            return text.length() < 1000 && Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }
}
