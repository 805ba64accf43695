package hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import hub.console.api.ApiContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Contract, routes and access rules name the same operations. */
class ContractCoverageTest {

    private static final Path HOME = Path.of(System.getProperty("hub.home", ".."));
    private static final ApiContract CONTRACT =
            ApiContract.read(HOME.resolve("yaml-dsl/contracts/hub-api.openapi.yaml"));

    @Test
    void everyOperationIsAnsweredByTheRouteFileOfItsName() throws IOException {
        for (String operation : CONTRACT.operationPaths().keySet()) {
            Path file = HOME.resolve("routes/serve/" + operation + ".camel.yaml");
            assertThat(file).exists();
            JsonNode route = new YAMLMapper().readTree(Files.readString(file)).at("/0/route");
            assertThat(route.path("id").asText()).isEqualTo(operation);
            assertThat(route.at("/from/uri").asText()).isEqualTo("direct");
            assertThat(route.at("/from/parameters/name").asText()).isEqualTo(operation);
            assertThat(route.path("routeConfigurationId").asText()).isEqualTo("serve-problem");
        }
    }

    @Test
    void everyServeRouteAnswersAnOperation() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("routes/serve"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".camel.yaml"))
                    .map(name -> name.replace(".camel.yaml", ""))
                    .filter(name -> name.startsWith("serve-"))
                    .filter(name -> !List.of("serve-api", "serve-problem").contains(name))
                    .toList();
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            CONTRACT.operationPaths().keySet());
        }
    }

    @Test
    void everyOperationHasARuleOfItsOwn() {
        Map<String, String> unruled = new TreeMap<>(CONTRACT.operationPaths());
        unruled.values()
                .removeIf(operation -> ConsoleSecurity.RULES.stream()
                        .anyMatch(rule -> (rule.method() + " " + rule.path()).equals(operation)));
        assertThat(unruled).isEmpty();
    }

    @Test
    void everyRuleBelowTheApiIsAnOperationOrItsDescription() {
        List<String> operations = List.copyOf(CONTRACT.operationPaths().values());
        assertThat(ConsoleSecurity.RULES)
                .filteredOn(rule -> rule.path().startsWith("/api/v1/"))
                .filteredOn(rule -> !rule.path().matches("/api/v1/(docs/\\*\\*|openapi.yaml)"))
                .allSatisfy(rule -> assertThat(operations).contains(rule.method() + " " + rule.path()));
    }

    @Test
    void noRuleIsHiddenBehindAnEarlierOne() {
        PathPatternParser parser = new PathPatternParser();
        for (int later = 1; later < ConsoleSecurity.RULES.size(); later++) {
            AccessRule rule = ConsoleSecurity.RULES.get(later);
            String example = rule.path().replaceAll("\\{\\w+}", "x").replace("/**", "/x/y");
            for (AccessRule earlier : ConsoleSecurity.RULES.subList(0, later)) {
                boolean sameMethod =
                        earlier.method().isEmpty() || earlier.method().equals(rule.method());
                boolean hides = sameMethod && parser.parse(earlier.path()).matches(PathContainer.parsePath(example));
                assertThat(hides).as(rule + " behind " + earlier).isFalse();
            }
        }
    }
}
