package hub.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Component;
import org.junit.jupiter.api.Test;

class RouteCasesTest {

    private static final RouteFile PARTS = RouteFile.of("recover/dead-letter.camel.yaml", """
            - routeConfiguration:
                id: dead-letter
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      handled: {constant: "true"}
                      steps:
                        - to: direct:record-dead-letter
            """);
    private static final RouteFile ROUTE = RouteFile.of("store/store.camel.yaml", """
            - route:
                id: store
                description: Stores
                group: store
                routeConfigurationId: dead-letter
                from:
                  uri: direct:store
                  steps:
                    - bean: {ref: register, method: "find(${body})"}
                    - filter:
                        expression:
                          simple: "${bean:register?method=isOpen}"
                        steps:
                          - to: "sql:insert into t values (:#id)?batch=true"
                    - to: {uri: kamelet:hub-stream-sink}
            """);

    /** What the route calls; played by answers, never by an object. */
    public interface Register {
        Entry find(String name);

        boolean isOpen();
    }

    /** What it answers. */
    public record Entry(String id, int count) {}

    @Test
    void endpointsAndBeansArePlayedByAnswers() {
        assertThat(play("""
                cases:
                  - name: what is found is stored
                    given: {body: a}
                    answers:
                      register.find: {id: a, count: 2}
                      register.isOpen: true
                    expect:
                      body: {count: 2}
                      sent:
                        sql: [{id: a, count: 2}]
                        kamelet:hub-stream-sink: 1
                """)).isEmpty();
    }

    @Test
    void aDifferenceNamesTheCaseThePlaceAndBothValues() {
        assertThat(play("""
                cases:
                  - name: wrong
                    given: {body: a}
                    answers:
                      register.find: {id: a, count: 2}
                      register.isOpen: false
                    expect:
                      body: {count: 3}
                      sent:
                        sql: 1
                """))
                .containsExactlyInAnyOrder(
                        "routes/store/store.cases.yaml:2: case 'wrong': body.count is 2, expected 3",
                        "routes/store/store.cases.yaml:2: case 'wrong': sql got 0 messages, expected 1;"
                                + " sent to [kamelet:hub-stream-sink]");
    }

    @Test
    void aFailureIsHandledAsInTheHub() {
        assertThat(play("""
                cases:
                  - name: the database is down
                    given: {body: a}
                    answers:
                      register.find: {id: a, count: 2}
                      register.isOpen: true
                      sql: {fails: "java.net.ConnectException: refused"}
                    expect:
                      sent:
                        direct:record-dead-letter: 1
                        kamelet:hub-stream-sink: 0
                """)).isEmpty();
    }

    @Test
    void anAnswerNobodyAskedForAndAMissingAnswerAreProblems() {
        assertThat(play("""
                cases:
                  - name: half told
                    given: {body: a}
                    answers:
                      mongodb: {}
                    expect:
                      sent: {direct:record-dead-letter: 0}
                """))
                .containsExactlyInAnyOrder(
                        "routes/store/store.cases.yaml:2: case 'half told': direct:record-dead-letter got 1 messages,"
                                + " expected 0; sent to [direct:record-dead-letter]",
                        "routes/store/store.cases.yaml:2: case 'half told': nothing asked 'mongodb', which has an answer",
                        "routes/store/store.cases.yaml:2: case 'half told':"
                                + " say under 'answers' what 'register.find' answers");
    }

    @Test
    void aTypoInACaseIsFoundByLine() {
        assertThat(play("cases:\n  - name: x\n    expcet: {}\n"))
                .containsExactlyInAnyOrder(
                        "routes/store/store.cases.yaml:3: 'expcet' is not known here; did you mean 'expect'?",
                        "routes/store/store.cases.yaml:2: expects nothing; add 'expect:'");
    }

    private static List<String> play(String cases) {
        return new RouteCases(new NoSurroundings(), new CaseBeans(Map.of()))
                .play(ROUTE, List.of(PARTS), cases).problems().stream()
                        .map(FileProblem::toString)
                        .toList();
    }

    @Test
    void framesAndTelemetryAreWrittenAsPeopleSeeThem() {
        RouteFile route = RouteFile.of("store/pass.camel.yaml", """
                - route:
                    id: pass
                    from:
                      uri: direct:pass
                      steps:
                        - to: direct:next
                """);
        String cases = """
                cases:
                  - name: frames
                    given:
                      frames: [{device: d-1, hex: 01 4E}, {device: d-1, json: {a: 1}}]
                    expect:
                      sent:
                        direct:next: [[{device: d-1, hex: 014E}, {json: '{"a":1}'}]]
                  - name: telemetry
                    given:
                      telemetry: [{device: d-1, product: p, at: "2026-01-01T00:00:00Z", metrics: {tempC: 1.5}}]
                    expect:
                      sent:
                        direct:next: [[{device_id: d-1, device_timestamp: "2026-01-01T00:00:00.000Z", metrics: {tempC: 1.5}}]]
                """;
        RouteCases.Result result =
                new RouteCases(new NoSurroundings(), new CaseBeans(Map.of())).play(route, List.of(), cases);
        assertThat(result.problems()).isEmpty();
        assertThat(result.count()).isEqualTo(2);
    }

    /** One bean type, no settings. */
    private static final class NoSurroundings implements Surroundings {

        @Override
        public Optional<String> setting(String key) {
            return Optional.empty();
        }

        @Override
        public KnownBeans beans() {
            return new KnownBeans() {
                @Override
                public Optional<Class<?>> typeOf(String name) {
                    return name.equals("register") ? Optional.of(Register.class) : Optional.empty();
                }

                @Override
                public Set<String> named(Class<?> type) {
                    return Set.of();
                }

                @Override
                public Set<String> names() {
                    return Set.of("register");
                }
            };
        }

        @Override
        public Optional<Class<? extends Component>> component(String scheme) {
            return Optional.empty();
        }

        @Override
        public void configure(String scheme, Component component) {
            throw new AssertionError("no component of " + Path.of(".") + " is real in a case: " + scheme);
        }
    }
}
