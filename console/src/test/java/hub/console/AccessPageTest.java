package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import hub.console.api.ApiContract;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks every operation of the contract as everybody, and writes down who was let in: docs/generated/access.md. */
class AccessPageTest {

    private static final Path HOME = Path.of(System.getProperty("hub.home", ".."));
    private static final List<String> DEVICE_PATHS = List.of("/devices/{id}", "/devices/{id}/");

    @TempDir
    static Path data;

    private static TestingConsole console;
    private static Http http;

    @BeforeAll
    static void start() {
        console = TestingConsole.startWith(
                data, TestingAccess.class, "hub.demo=true", "hub.access.address-requests-per-minute=1000000");
        http = new Http(console.port());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void thePageSaysWhoIsLetIn() throws IOException {
        ApiContract contract = ApiContract.read(HOME.resolve("yaml-dsl/contracts/hub-api.openapi.yaml"));
        Map<String, String> lines = new TreeMap<>();
        contract.operationPaths().forEach((id, operation) -> lines.put(sorting(operation), line(operation)));
        assertThat(lines).hasSize(contract.operationPaths().size());
        String page = """
                # Who may call what

                Written by `AccessPageTest`, which asks every operation of the contract as everybody; do not edit.
                yes: let in · own: only what belongs to the own customer (a device of another is answered 404, and lists leave it
                out; `AccessJourneyTest` asks a whole hub for both) · –: refused (401 for nobody, 403 for the others).
                A program's key has the rights of its role, a read-only one those of GET alone; "people" is refused to keys and tokens.

                | operation | nobody | %s | key of an operator |
                |---|---|%s---|
                %s
                """.formatted(
                        roles().stream().collect(Collectors.joining(" | ")),
                        "---|".repeat(roles().size()),
                        String.join("\n", lines.values()));
        Path file = HOME.resolve("docs/generated/access.md");
        String before = Files.exists(file) ? Files.readString(file) : "";
        if (!page.equals(before)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }
        assertThat(before.isEmpty() || page.equals(before))
                .as(
                        "docs/generated/access.md is up to date; it was not and has been written anew, look at it and commit it")
                .isTrue();
    }

    private static String line(String operation) {
        String[] parts = operation.split(" ");
        String path = parts[1].replaceAll("\\{\\w+}", "own-1");
        boolean open = isOpen(parts[0], parts[1]);
        StringBuilder line =
                new StringBuilder("| `" + operation + "` | ").append(open ? "yes" : word(parts[0], path, ""));
        for (String role : roles()) {
            String word = open ? "yes" : word(parts[0], path, role);
            if (word.equals("yes") && role.equals("customer") && parts[0].equals("GET") && !parts[1].endsWith("/me")) {
                word = "own";
            }
            if (word.equals("own") && DEVICE_PATHS.stream().anyMatch(each -> parts[1].startsWith("/api/v1" + each))) {
                assertThat(http.get(path.replace("own-1", "other-1"), role).statusCode())
                        .as(operation)
                        .isEqualTo(404);
            }
            line.append(" | ").append(word);
        }
        HttpResponse<String> byKey = http.send(
                parts[0], path, "", "", "Accept", "application/json", "Authorization", "Bearer hubk_operator");
        String word = open || isLetIn(byKey) ? "yes" : "–";
        return line.append(" | ")
                .append(
                        word.equals("–") && line.toString().contains("yes") && peopleOnly(operation)
                                ? "– (people)"
                                : word)
                .append(" |")
                .toString();
    }

    private static boolean peopleOnly(String operation) {
        return ConsoleSecurity.RULES.stream()
                .anyMatch(rule -> (rule.method() + " " + rule.path()).equals(operation) && rule.people());
    }

    private static boolean isOpen(String method, String path) {
        return ConsoleSecurity.RULES.stream()
                .anyMatch(rule -> rule.method().equals(method) && rule.path().equals(path) && rule.open());
    }

    private static String word(String method, String path, String user) {
        HttpResponse<String> answer = http.send(method, path, user, "", "Accept", "application/json");
        assertThat(answer.statusCode()).as(method + " " + path + " as " + user).isLessThan(500);
        return isLetIn(answer) ? "yes" : "–";
    }

    private static boolean isLetIn(HttpResponse<String> answer) {
        return answer.statusCode() != 401 && answer.statusCode() != 403;
    }

    private static String sorting(String operation) {
        return operation.substring(operation.indexOf(' ') + 1) + " " + operation;
    }

    private static List<String> roles() {
        return Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
