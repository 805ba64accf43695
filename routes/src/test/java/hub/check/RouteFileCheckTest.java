package hub.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteFileCheckTest {

    private static final String GOOD = """
            - route:
                id: store-hot
                description: Keep readings
                group: store
                routeConfigurationId: dead-letter
                from:
                  uri: direct
                  parameters:
                    name: store-hot
                  steps:
                    - log:
                        message: kept
            """;

    private final RouteFileCheck check = new RouteFileCheck();

    @Test
    void aGoodFileHasNoProblem() {
        assertThat(problems(GOOD)).isEmpty();
    }

    @Test
    void aSettingMayStandForATruth() {
        String group = "    group: store\n";
        assertThat(problems(GOOD.replace(group, group + "    autoStartup: \"{{hub.sources.folder.enabled}}\"\n")))
                .isEmpty();
        assertThat(problems(GOOD.replace(group, group + "    autoStartup: \"perhaps\"\n")))
                .singleElement()
                .asString()
                .contains("boolean expected");
    }

    @Test
    void theIdIsTheFilesName() {
        assertThat(problems(GOOD.replace("id: store-hot", "id: store-cold")))
                .containsExactly(
                        "routes/store/store-hot.camel.yaml:2: the id is 'store-cold' but must be the file's name, 'store-hot'");
    }

    @Test
    void theGroupIsTheFolder() {
        assertThat(problems(GOOD.replace("group: store", "group: serve")))
                .containsExactly(
                        "routes/store/store-hot.camel.yaml:4: the group is 'serve' but must be the folder's name, 'store'");
    }

    @Test
    void aRouteSaysWhatItDoesAndWhatHappensOnFailure() {
        assertThat(problems(GOOD.replace("    description: Keep readings\n", "")
                        .replace("    routeConfigurationId: dead-letter\n", "")))
                .hasSize(2)
                .anyMatch(problem -> problem.contains(":1: has no description"))
                .anyMatch(problem -> problem.contains(":1: say what happens on failure"));
    }

    @Test
    void oneRoutePerFile() {
        assertThat(problems(GOOD + GOOD)).singleElement().asString().contains(":13: one route per file");
    }

    @Test
    void hopsDoNotUseSeda() {
        assertThat(problems(GOOD.replace("- log:\n            message: kept", "- to: seda:later")))
                .singleElement()
                .asString()
                .contains(":11: hops use direct:, not seda:");
    }

    @Test
    void aLongRouteIsOnlyAWarning() {
        String steps = "        - log:\n            message: kept\n".repeat(30);
        List<FileProblem> problems = check.problems(RouteFile.of("store/store-hot.camel.yaml", GOOD + steps));
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.warning()).isTrue();
            assertThat(problem.toString()).contains(":61: warning: longer than 60 lines");
        });
    }

    @Test
    void aTypoDeepInsideIsFoundWithAdvice() {
        assertThat(problems(GOOD.replace("message: kept", "mesage: kept")))
                .anyMatch(problem -> problem.contains(":12: 'mesage' is not known here; did you mean 'message'?"));
    }

    @Test
    void aKeyWrittenTwiceIsFound() {
        assertThat(problems(GOOD.replace("    group: store\n", "    group: store\n    group: store\n")))
                .containsExactly("routes/store/store-hot.camel.yaml:5: 'group' is written twice; keep one of them");
    }

    @Test
    void anEmptyFileHoldsNoRoute() {
        assertThat(problems("# later\n")).singleElement().asString().contains("holds no route");
    }

    @Test
    void hopsAndErrorHandlingLeadSomewhere() {
        RouteFile hop = RouteFile.of(
                "store/store-hot.camel.yaml",
                GOOD.replace("- log:\n            message: kept", "- to: direct:stor-cold"));
        RouteFile cold = RouteFile.of("store/store-cold.camel.yaml", GOOD.replace("store-hot", "store-cold"));
        assertThat(check.problemsBetween(List.of(hop, cold)))
                .map(FileProblem::toString)
                .contains(
                        "routes/store/store-hot.camel.yaml:11: no route listens to direct:stor-cold; did you mean direct:store-cold?",
                        "routes/store/store-hot.camel.yaml:1: there is no routeConfiguration or routeTemplate 'dead-letter'");
    }

    private List<String> problems(String text) {
        return check.problems(RouteFile.of("store/store-hot.camel.yaml", text)).stream()
                .map(FileProblem::toString)
                .toList();
    }
}
