package hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Dashboards and alert rules name only figures that a running hub gives, and each alert says where its meaning stands. */
class MonitoringFilesTest {

    private static final Path HOME = Path.of(System.getProperty("hub.home"));
    private static final Path FOLDER = HOME.resolve("console/monitoring");
    private static final Pattern FIGURE =
            Pattern.compile("\\b(hub|camel|jvm|http|process|system|hikaricp|disk)_[a-z0-9_]+");

    @Test
    void everyFigureIsOneTheHubGives() throws Exception {
        TestingHub hub = TestingHub.shared();
        // A device nobody knows: some figures exist only after the first time.
        assertThat(hub.sendTcp("monitoring-unknown", "014E")).isEqualTo(0x06);
        hub.get("/api/v1/devices");
        Set<String> named = figures();
        assertThat(named).hasSizeGreaterThan(20);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String given =
                    hub.callAs("operator", "GET", "/actuator/prometheus", "").body();
            assertThat(named).allSatisfy(figure -> assertThat(given).contains("\n" + figure));
        });
    }

    @Test
    void everyAlertHasARunbook() throws IOException {
        String operations = Files.readString(HOME.resolve("docs/operations.md"));
        Map<?, ?> groups = new Yaml().load(Files.readString(FOLDER.resolve("alerts.yml")));
        for (Object group : (List<?>) groups.get("groups")) {
            for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
                Map<?, ?> annotations = (Map<?, ?>) ((Map<?, ?>) rule).get("annotations");
                String anchor = annotations.get("runbook").toString().replace("docs/operations.md#", "");
                assertThat(operations.toLowerCase()).contains("### " + anchor);
            }
        }
    }

    @Test
    void slackIsToldOfEveryAlertAndOfCriticalOnesAtOnce() throws IOException {
        Map<?, ?> alertmanager = new Yaml().load(Files.readString(FOLDER.resolve("alertmanager.yml")));
        Map<?, ?> route = (Map<?, ?>) alertmanager.get("route");
        Map<?, ?> critical = (Map<?, ?>) ((List<?>) route.get("routes")).get(0);
        assertThat(route.get("receiver")).isEqualTo("slack");
        assertThat(critical.get("group_wait")).isEqualTo("0s");
        assertThat(alertmanager.get("receivers").toString()).contains("channel=#alerts");
        assertThat(Files.readString(FOLDER.resolve("prometheus.yml"))).contains("alertmanager:9093");
    }

    private static Set<String> figures() throws IOException {
        Set<String> names = new TreeSet<>();
        collect(Files.readString(FOLDER.resolve("alerts.yml")), names);
        Path dashboard = FOLDER.resolve("grafana/dashboards/hub.json");
        for (var panel : new ObjectMapper().readTree(dashboard.toFile()).path("panels")) {
            for (var target : panel.path("targets")) {
                collect(target.path("expr").asText(), names);
            }
        }
        return names;
    }

    private static void collect(String text, Set<String> names) {
        Matcher figure = FIGURE.matcher(text);
        while (figure.find()) {
            names.add(figure.group());
        }
    }
}
