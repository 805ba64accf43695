package hub.console.hawtio;

import static org.assertj.core.api.Assertions.assertThat;

import hub.console.Http;
import hub.console.TestingConsole;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hawtio and the Jolokia behind it, as an operator and as somebody else. */
class HawtioTest {

    private static final String ROUTE = "org.apache.camel:context=hub,type=routes,name=\\\"sample\\\"";

    @TempDir
    static Path data;

    private static TestingConsole console;
    private static Http http;

    @Configuration(proxyBeanMethods = false)
    static class Routes {
        @Bean
        RouteBuilder sample() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:sample").routeId("sample").setBody(constant("done"));
                }
            };
        }
    }

    @BeforeAll
    static void start() {
        console = TestingConsole.startWithRoutes(
                data,
                Routes.class,
                "hub.demo=true",
                "camel.main.name=hub",
                "camel.main.jmx-management-statistics-level=Extended");
        http = new Http(console.port());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void hawtioIsFoundWhereItIsExpected() {
        HttpResponse<String> redirect = http.get("/hawtio", "operator");
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/actuator/hawtio/"));

        HttpResponse<String> page = http.get("/actuator/hawtio/", "operator");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).containsIgnoringCase("<!doctype html>").contains("hawtio");
    }

    @Test
    void anOperatorSeesRoutesWithTheirCounters() {
        String answer = jolokia("operator", "{\"type\":\"read\",\"mbean\":\"" + ROUTE + "\"}");

        assertThat(answer).contains("\"status\":200", "ExchangesTotal", "\"RouteId\":\"sample\"", "Started");
    }

    @Test
    void anOperatorStopsAndStartsARoute() {
        assertThat(jolokia("operator", exec(ROUTE, "stop()"))).contains("\"status\":200");
        assertThat(jolokia("operator", "{\"type\":\"read\",\"mbean\":\"" + ROUTE + "\",\"attribute\":\"State\"}"))
                .contains("Stopped");
        assertThat(jolokia("operator", exec(ROUTE, "start()"))).contains("\"status\":200");
    }

    @Test
    void anOperatorSwitchesTracingOnAndSeesMessages() {
        String tracer = "org.apache.camel:context=hub,type=tracer,name=BacklogTracer";
        assertThat(jolokia("operator", "{\"type\":\"read\",\"mbean\":\"" + tracer + "\",\"attribute\":\"Enabled\"}"))
                .contains("\"value\":false");

        assertThat(jolokia(
                        "operator",
                        "{\"type\":\"write\",\"mbean\":\"" + tracer + "\",\"attribute\":\"Enabled\",\"value\":true}"))
                .contains("\"status\":200");
        console.bean(ProducerTemplate.class).sendBody("direct:sample", "traced");

        assertThat(jolokia(
                        "operator",
                        "{\"type\":\"exec\",\"mbean\":\"" + tracer
                                + "\",\"operation\":\"dumpAllTracedMessagesAsXml()\"}"))
                .contains("sample", "traced");
    }

    @Test
    void nothingIsChangedByGet() {
        String path = "/actuator/jolokia/exec/java.lang:type=Memory/gc";

        assertThat(http.get(path, "operator").body()).contains("\"status\":403");
        assertThat(jolokia("operator", exec("java.lang:type=Memory", "gc"))).contains("\"status\":200");
        assertThat(http.get("/actuator/jolokia/write/java.lang:type=Memory/Verbose/true", "operator")
                        .body())
                .contains("\"status\":403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SystemProperties\"}",
                "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"InputArguments\"}",
                "{\"type\":\"exec\",\"mbean\":\"com.sun.management:type=DiagnosticCommand\",\"operation\":\"vmSystemProperties\"}",
                "{\"type\":\"exec\",\"mbean\":\"com.sun.management:type=HotSpotDiagnostic\","
                        + "\"operation\":\"dumpHeap\",\"arguments\":[\"/tmp/heap\",true]}",
                "{\"type\":\"write\",\"mbean\":\"java.util.logging:type=Logging\",\"attribute\":\"LoggerLevel\",\"value\":\"x\"}",
            })
    void whatIsClosedIsClosedToOperatorsToo(String request) {
        assertThat(jolokia("operator", request))
                .doesNotContain("\"status\":200")
                .doesNotContain("java.class.path");
    }

    @Test
    void readingAllAttributesDoesNotLeakTheSecretOnes() {
        assertThat(jolokia("operator", "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\"}"))
                .doesNotContain("java.class.path")
                .doesNotContain("-Dhub.home");
    }

    @Test
    void closedDomainsAreNotListed() {
        assertThat(http.get("/actuator/jolokia/list", "operator").body())
                .contains("org.apache.camel")
                .doesNotContain("\"com.sun.management\"");
    }

    @Test
    void hawtioAsksWhichButtonsToOffer() {
        String question = "{\"type\":\"exec\",\"mbean\":\"hawtio:type=security,area=jmx,name=HubJMXSecurity\","
                + "\"operation\":\"canInvoke(java.lang.String)\",\"arguments\":[\"%s\"]}";

        assertThat(jolokia("operator", question.formatted(ROUTE))).contains("\"value\":true");
        assertThat(jolokia("operator", question.formatted("com.sun.management:type=DiagnosticCommand")))
                .contains("\"value\":false");
        String bulk = "{\"type\":\"exec\",\"mbean\":\"hawtio:type=security,area=jmx,name=HubJMXSecurity\","
                + "\"operation\":\"canInvoke(java.util.Map)\",\"arguments\":[{\"" + ROUTE
                + "\":[\"stop()\",\"start()\"]}]}";
        assertThat(jolokia("operator", bulk)).contains("\"status\":200").contains("\"CanInvoke\":true");
    }

    @Test
    void nobodyElseGetsAnywhere() {
        for (String user : new String[] {"service", "lab", "customer", "technician"}) {
            HttpResponse<String> answer = http.send("POST", "/actuator/jolokia", user, "{\"type\":\"version\"}");
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(new JmxRestrictor().isOperationAllowed(null, "stop()")).isFalse();
    }

    @Test
    void anAnalystLooksButChangesNothing() {
        assertThat(jolokia("analyst", "{\"type\":\"read\",\"mbean\":\"" + ROUTE + "\"}"))
                .contains("\"status\":200", "ExchangesTotal");
        assertThat(jolokia("analyst", exec(ROUTE, "dumpRouteAsXml()"))).contains("\"status\":200");
        for (String change : new String[] {
            exec(ROUTE, "stop()"),
            exec(ROUTE, "reset()"),
            exec("java.lang:type=Memory", "gc"),
            exec("org.apache.camel:context=hub,type=tracer,name=BacklogTracer", "dumpAllTracedMessagesAsXml()"),
            exec(
                    "org.apache.camel:context=hub,type=context,name=\\\"hub\\\"",
                    "sendBody(java.lang.String,java.lang.Object)"),
            "{\"type\":\"write\",\"mbean\":\"java.lang:type=Memory\",\"attribute\":\"Verbose\",\"value\":true}",
            "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SystemProperties\"}",
        }) {
            assertThat(jolokia("analyst", change)).doesNotContain("\"status\":200");
        }
        String question = "{\"type\":\"exec\",\"mbean\":\"hawtio:type=security,area=jmx,name=HubJMXSecurity\","
                + "\"operation\":\"canInvoke(java.lang.String,java.lang.String)\",\"arguments\":[\"" + ROUTE
                + "\",\"%s\"]}";
        assertThat(jolokia("analyst", question.formatted("stop()"))).contains("\"value\":false");
        assertThat(jolokia("analyst", question.formatted("dumpRouteAsXml()"))).contains("\"value\":true");
        assertThat(jolokia("operator", question.formatted("stop()"))).contains("\"value\":true");
    }

    @Test
    void theHubsOwnPageIsOffered() {
        assertThat(http.get("/actuator/hawtio/plugin", "operator").body())
                .contains("\"scope\":\"hubOps\"", "\"remoteEntryFileName\":\"remoteEntry.js\"");
        HttpResponse<String> entry = http.get("/hub-plugin/remoteEntry.js", "operator");
        assertThat(entry.statusCode()).isEqualTo(200);
        assertThat(entry.body()).contains("window.hubOps");
        assertThat(http.get("/hub-plugin/remoteEntry.js", "customer").statusCode())
                .isEqualTo(403);
    }

    private static String exec(String mbean, String operation) {
        return "{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\"" + operation + "\"}";
    }

    private static String jolokia(String user, String request) {
        HttpResponse<String> answer = http.send("POST", "/actuator/jolokia", user, request);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
