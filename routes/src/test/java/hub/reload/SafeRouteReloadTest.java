package hub.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hub.check.FileProblem;
import hub.check.LiveSurroundings;
import hub.check.RouteFolder;
import hub.desk.RouteDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeRouteReloadTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path home;

    private DefaultCamelContext context;
    private SafeRouteReload reload;
    private ProducerTemplate producer;

    /** A bean as routes call them. */
    public static final class Greeter {
        public String greet(String name) {
            return "hello " + name;
        }
    }

    @BeforeEach
    void startsWithTwoRoutesThatWork() throws Exception {
        context = new DefaultCamelContext();
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(5);
        Properties settings = new Properties();
        settings.setProperty("greeting", "good day");
        context.getPropertiesComponent().setInitialProperties(settings);
        context.getRegistry().bind("greeter", new Greeter());
        context.getComponent("kamelet", KameletComponent.class).setLocation("file:" + home.resolve("kamelets"));
        Files.createDirectories(home.resolve("kamelets"));
        write("recover", "dead-letter", """
                - routeConfiguration:
                    id: dead-letter
                    description: Failures are answered
                    onException:
                      - onException:
                          exception:
                            - java.lang.Exception
                          handled:
                            constant: "true"
                          steps:
                            - setBody:
                                constant: failed
                """);
        write("serve", "greet", says("greet", "good morning"));
        write("serve", "part", says("part", "goodbye"));
        begin();
    }

    private void begin() throws Exception {
        RouteVersions versions = new FileRouteVersions(home.resolve("versions"));
        reload = new SafeRouteReload(
                context,
                new RouteFolder(home.resolve("routes")),
                new LiveSurroundings(context),
                versions,
                Clock.systemUTC());
        reload.loadAll();
        context.start();
        reload.start();
        producer = context.createProducerTemplate();
    }

    @AfterEach
    void stopsAll() {
        reload.stop();
        context.stop();
    }

    @Test
    void aGoodChangeComesIntoForceWithoutTouchingOtherRoutes() throws Exception {
        Route other = context.getRoute("part");
        long began = System.nanoTime();

        write("serve", "greet", says("greet", "{{greeting}}"));

        await().atMost(SOON).until(() -> ask("greet").equals("good day"));
        System.out.printf("noticed and swapped in %d ms%n", (System.nanoTime() - began) / 1_000_000);
        assertThat(context.getRoute("part")).isSameAs(other);
        assertThat(context.getRouteController().getRouteStatus("part").isStarted())
                .isTrue();
        assertThat(reload.status().clean()).isTrue();
    }

    @Test
    void aNewFileStartsAndAVanishedFileStops() throws Exception {
        write("serve", "thank", says("thank", "thank you"));
        await().atMost(SOON).until(() -> context.getRoute("thank") != null);
        assertThat(ask("thank")).isEqualTo("thank you");

        Files.delete(file("serve", "thank"));

        await().atMost(SOON).until(() -> context.getRoute("thank") == null);
        assertThat(context.getRouteDefinition("thank")).isNull();
        assertThat(ask("greet")).isEqualTo("good morning");
    }

    @Test
    void aTypoIsRefusedByLineAndTheOldRouteKeepsServing() throws Exception {
        refused(
                says("greet", "x").replace("setBody", "setBodi"),
                9,
                "'setBodi' is not known here; did you mean 'setBody'?");
    }

    @Test
    void aTextThatIsNoYamlIsRefused() throws Exception {
        refused("- route:\n    id: greet\n  from: [", 3, "not valid YAML");
    }

    @Test
    void anUnknownComponentIsRefused() throws Exception {
        refused(calls("greet", "uri: pigeon:loft"), 9, "pigeon");
    }

    @Test
    void anUnknownOptionIsRefused() throws Exception {
        refused(calls("greet", "uri: log:here?colour=red"), 9, "colour=red");
    }

    @Test
    void aBrokenExpressionIsRefused() throws Exception {
        refused(says("greet", "x").replace("constant: \"x\"", "simple: \"${body\""), 10, "functionEnd");
    }

    @Test
    void aMissingBeanIsRefused() throws Exception {
        refused(step("greet", "bean: {ref: nobody, method: greet}"), 9, "there is no bean 'nobody'");
    }

    @Test
    void aMissingMethodOfABeanIsRefused() throws Exception {
        refused(step("greet", "bean: {ref: greeter, method: gret}"), 9, "did you mean 'greet'?");
    }

    @Test
    void aMissingSettingIsRefused() throws Exception {
        refused(says("greet", "{{nowhere}}"), 1, "nowhere");
    }

    @Test
    void anIdOfAnotherFileIsRefused() throws Exception {
        refused(says("part", "x"), 2, "must be the file's name, 'greet'");
    }

    @Test
    void anIdThatTwoFilesUseIsRefused() throws Exception {
        write("judge", "part", says("part", "x").replace("group: serve", "group: judge"));
        problem("routes/judge/part.camel.yaml", 1, "already used by routes/serve/part.camel.yaml");
    }

    @Test
    void aHopToNowhereIsRefused() throws Exception {
        refused(calls("greet", "uri: direct:prt"), 9, "did you mean direct:part?");
    }

    @Test
    void aDryRunTellsTheProblemsAndChangesNothing() {
        List<FileProblem> problems =
                reload.tryOut("serve/greet.camel.yaml", calls("greet", "uri: log:here?colour=red"));

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(9));
        assertThat(reload.tryOut("serve/greet.camel.yaml", says("greet", "y"))).isEmpty();
        assertThat(ask("greet")).isEqualTo("good morning");
        assertThat(reload.status().clean()).isTrue();
    }

    @Test
    void aMendedFileClearsItsProblem() throws Exception {
        aTypoIsRefusedByLineAndTheOldRouteKeepsServing();

        write("serve", "greet", says("greet", "good evening"));

        await().atMost(SOON).until(() -> ask("greet").equals("good evening"));
        await().atMost(SOON).until(() -> reload.status().clean());
    }

    @Test
    void aBadFileDoesNotHoldUpAGoodOne() throws Exception {
        write("serve", "greet", says("greet", "x").replace("setBody", "setBodi"));
        write("serve", "part", says("part", "farewell"));

        await().atMost(SOON).until(() -> ask("part").equals("farewell"));
        assertThat(ask("greet")).isEqualTo("good morning");
        await().atMost(SOON).until(() -> reload.status().problems().size() == 1);
    }

    @Test
    void filesThatLeanOnEachOtherComeTogetherOrNotAtAll() throws Exception {
        write("serve", "greet", calls("greet", "uri: direct:bow"));
        write("serve", "bow", says("bow", "a bow").replace("setBody", "setBodi"));
        await().atMost(SOON).until(() -> reload.status().problems().size() == 2);
        assertThat(ask("greet")).isEqualTo("good morning");
        assertThat(reload.status().problems().toString()).contains("its change waits for routes/serve/bow.camel.yaml");

        write("serve", "bow", says("bow", "a bow"));

        await().atMost(SOON).until(() -> ask("greet").equals("a bow"));
    }

    @Test
    void aChangeThatBreaksItsCasesIsRefusedUntilTheyFit() throws Exception {
        Path cases = home.resolve("routes/serve/greet.cases.yaml");
        Files.writeString(cases, "cases:\n  - name: greets\n    expect: {body: good evening}\n");
        write("serve", "greet", says("greet", "good night"));
        problem("routes/serve/greet.cases.yaml", 2, "body is \"good night\", expected \"good evening\"");
        assertThat(ask("greet")).isEqualTo("good morning");

        Files.writeString(cases, "cases:\n  - name: greets\n    expect: {body: good night}\n");

        await().atMost(SOON).until(() -> ask("greet").equals("good night"));
    }

    @Test
    void aDeletedFileThatOthersNeedKeepsRunning() throws Exception {
        write("serve", "greet", calls("greet", "uri: direct:part"));
        await().atMost(SOON).until(() -> ask("greet").equals("goodbye"));

        Files.delete(file("serve", "part"));

        await().atMost(SOON).until(() -> !reload.status().clean());
        assertThat(ask("greet")).isEqualTo("goodbye");
    }

    @Test
    void aRouteTheLiveHubRefusesIsRolledBack() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write(
                    "serve",
                    "greet",
                    says("greet", "over the wire")
                            .replace(
                                    "uri: direct:greet",
                                    "uri: netty:tcp://127.0.0.1:" + taken.getLocalPort() + "?textline=true"));

            await().atMost(SOON).until(() -> !reload.status().clean());
            await().atMost(SOON).until(() -> ask("greet").equals("good morning"));
            assertThat(reload.status().problems().get(0).message()).containsIgnoringCase("address already in use");
            assertThat(reload.status().missing()).isEmpty();
        }
    }

    @Test
    void aRouteThatCannotEvenBeBroughtBackIsTriedAgainUntilItRuns() throws Exception {
        Set<String> shut = ConcurrentHashMap.newKeySet();
        DoorComponent.SHUT = shut;
        context.addComponent("door", new DoorComponent());
        write("serve", "visit", says("visit", "welcome").replace("direct:visit", "door:front"));
        await().atMost(SOON).until(() -> context.getRoute("visit") != null);

        shut.addAll(List.of("door://front", "door://back"));
        write("serve", "visit", says("visit", "welcome").replace("direct:visit", "door:back"));
        await().atMost(SOON).until(() -> reload.status().missing().contains("serve/visit.camel.yaml"));
        assertThat(context.getRoute("visit")).isNull();

        shut.clear();

        await().atMost(SOON).until(() -> context.getRoute("visit") != null);
        assertThat(context.getRoute("visit").getEndpoint().getEndpointUri()).isEqualTo("door://front");
        assertThat(reload.status().missing()).isEmpty();
        assertThat(reload.status().problems()).hasSize(1);
    }

    /** A component whose doors can be shut: a route that listens at one then does not start. */
    public static final class DoorComponent extends DefaultComponent {
        private static volatile Set<String> SHUT = Set.of();

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    throw new UnsupportedOperationException("nobody sends to a door");
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    return new DefaultConsumer(this, processor) {
                        @Override
                        protected void doStart() throws Exception {
                            if (SHUT.contains(getEndpointUri())) {
                                throw new IOException(getEndpointUri() + " is shut");
                            }
                            super.doStart();
                        }
                    };
                }
            };
        }
    }

    @Test
    void aRehearsalOpensNoPort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String text = says("greet", "x")
                .replace("uri: direct:greet", "uri: netty:tcp://127.0.0.1:" + port + "?textline=true");
        try (ServerSocket own = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(reload.tryOut("serve/greet.camel.yaml", text)).isEmpty();
            assertThat(own.isBound()).isTrue();
        }
    }

    @Test
    void changedErrorHandlingReachesTheRoutesThatUseIt() throws Exception {
        write("serve", "greet", step("greet", "throwException: {exceptionType: java.io.IOException, message: no}"));
        await().atMost(SOON).until(() -> ask("greet").equals("failed"));

        Path handling = file("recover", "dead-letter");
        Files.writeString(handling, Files.readString(handling).replace("constant: failed", "constant: sorry"));

        await().atMost(SOON).until(() -> ask("greet").equals("sorry"));
        assertThat(ask("part")).isEqualTo("goodbye");
    }

    @Test
    void aKameletLeavesNoInnerRouteBehind() throws Exception {
        Files.writeString(home.resolve("kamelets/polite-action.kamelet.yaml"), kamelet("polite-action", """
                from:
                  uri: kamelet:source
                  steps:
                    - setBody:
                        simple: "${body}, please"
                """));
        Files.writeString(home.resolve("kamelets/clock-source.kamelet.yaml"), kamelet("clock-source", """
                from:
                  uri: timer:tick?period=20
                  steps:
                    - to: kamelet:sink
                """));
        AtomicInteger ticks = new AtomicInteger();
        context.getRegistry().bind("counter", (Processor) exchange -> ticks.incrementAndGet());
        String text = step("tick", "to: {uri: kamelet:polite-action}").replace("direct:tick", "kamelet:clock-source")
                + "        - process: {ref: counter}\n";
        write("serve", "tick", text);
        await().atMost(SOON).until(() -> ticks.get() > 3);
        int routes = context.getRoutes().size();

        for (int round = 0; round < 3; round++) {
            text = text.replace("Says", "Says again");
            write("serve", "tick", text);
            Route old = context.getRoute("tick");
            await().atMost(SOON).until(() -> context.getRoute("tick") != old && context.getRoute("tick") != null);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(context.getRoutes()).hasSize(routes));
        int then = ticks.get();
        await().atMost(SOON).until(() -> ticks.get() > then + 3);
        Files.delete(file("serve", "tick"));
        await().atMost(SOON).untilAsserted(() -> assertThat(context.getRoutes()).hasSize(routes - 3));
    }

    @Test
    void routesTheProgramMadeFromATemplateAreMadeAgainFromTheNewOne() throws Exception {
        String template = """
                - routeTemplate:
                    id: say
                    description: Says a word
                    parameters:
                      - name: word
                        required: true
                    route:
                      description: Says a word
                      group: serve
                      routeConfigurationId: dead-letter
                      from:
                        uri: direct:say-{{word}}
                        steps:
                          - setBody:
                              constant: "{{word}}!"
                """;
        write("serve", "say", template);
        await().atMost(SOON).until(() -> context.getRouteTemplateDefinition("say") != null);
        context.addRouteFromTemplate("say-hi", "say", Map.of("word", "hi"));
        assertThat(ask("say-hi")).isEqualTo("hi!");

        write("serve", "say", template.replace("}}!", "}}?"));

        await().atMost(SOON).until(() -> ask("say-hi").equals("hi?"));
    }

    @Test
    void noMessageIsLostWhileARouteIsSwappedAtFiveHundredASecond() throws Exception {
        write("serve", "greet", calls("greet", "uri: direct:part"));
        await().atMost(SOON).until(() -> ask("greet").equals("goodbye"));
        ExecutorService senders = Executors.newFixedThreadPool(4);
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        AtomicBoolean goOn = new AtomicBoolean(true);
        long start = System.nanoTime();
        for (int sender = 0; sender < 4; sender++) {
            senders.submit(() -> {
                while (goOn.get()) {
                    LockSupport.parkNanos(start + sent.getAndIncrement() * 2_000_000L - System.nanoTime());
                    if (ask("greet").startsWith("goodbye")) {
                        answered.incrementAndGet();
                    }
                }
            });
        }
        for (int swap = 1; swap <= 5; swap++) {
            Route old = context.getRoute("part");
            write("serve", "part", says("part", "goodbye " + swap));
            await().atMost(SOON).until(() -> context.getRoute("part") != old && context.getRoute("part") != null);
        }
        goOn.set(false);
        senders.shutdown();
        assertThat(senders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d messages, %.0f/s, during 5 swaps%n", sent.get(), sent.get() / seconds);
        assertThat(answered).hasValue(sent.get());
    }

    @Test
    void aBrokenFileAtStartIsReplacedByItsLastSoundVersion() throws Exception {
        reload.stop();
        context.stop();
        Files.writeString(file("serve", "greet"), says("greet", "x").replace("setBody", "setBodi"));
        write("serve", "fresh", says("fresh", "x").replace("setBody", "setBodi"));
        context = new DefaultCamelContext();
        context.disableJMX();
        begin();

        assertThat(ask("greet")).isEqualTo("good morning");
        assertThat(context.getRoute("fresh")).isNull();
        assertThat(reload.status().missing()).containsExactly("serve/fresh.camel.yaml");
        assertThat(reload.status().problems().stream().map(FileProblem::file).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("routes/serve/greet.camel.yaml", "routes/serve/fresh.camel.yaml");
    }

    @Test
    void anEarlierVersionIsBroughtBackThroughTheFile() throws Exception {
        RouteDesk desk = new RouteDesk(reload, new FileRouteVersions(home.resolve("versions")), home.resolve("routes"));
        write("serve", "greet", says("greet", "{{greeting}}"));
        await().atMost(SOON).until(() -> ask("greet").equals("good day"));
        List<?> versions = (List<?>) desk.versions("greet").get("items");
        assertThat(versions).hasSize(2);
        Object before = ((Map<?, ?>) versions.get(1)).get("version");

        desk.rollback("greet", Map.of("version", before), "kim");

        await().atMost(SOON).until(() -> ask("greet").equals("good morning"));
        assertThat(Files.readString(file("serve", "greet"))).contains("good morning");
        assertThatThrownBy(() -> desk.rollback("greet", Map.of("version", "000000000000"), "kim"))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> desk.versions("../../etc/passwd")).isInstanceOf(NoSuchElementException.class);
    }

    private void refused(String text, int line, String message) throws IOException {
        write("serve", "greet", text);
        problem("routes/serve/greet.camel.yaml", line, message);
        assertThat(ask("greet")).isEqualTo("good morning");
    }

    private void problem(String file, int line, String message) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(reload.status().problems()).anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo(file);
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.line()).isEqualTo(line);
                }));
    }

    private String ask(String route) {
        return producer.requestBody("direct:" + route, "somebody", String.class);
    }

    private Path file(String folder, String id) {
        return home.resolve("routes").resolve(folder).resolve(id + ".camel.yaml");
    }

    private void write(String folder, String id, String text) throws IOException {
        Files.createDirectories(file(folder, id).getParent());
        Files.writeString(file(folder, id), text);
    }

    private static String says(String id, String body) {
        return step(id, "setBody:\n            constant: \"" + body + "\"");
    }

    private static String calls(String id, String uri) {
        return step(id, "to: {" + uri + "}");
    }

    private static String step(String id, String step) {
        return """
                - route:
                    id: %1$s
                    description: Says something
                    group: serve
                    routeConfigurationId: dead-letter
                    from:
                      uri: direct:%1$s
                      steps:
                        - %2$s
                """.formatted(id, step);
    }

    private static String kamelet(String name, String template) {
        return """
                apiVersion: camel.apache.org/v1
                kind: Kamelet
                metadata:
                  name: %s
                spec:
                  definition:
                    title: any
                    type: object
                  template:
                """.formatted(name) + template.indent(4);
    }
}
