package hub.sync;

import hub.adapters.dispatch.TechnicianRoster;
import hub.adapters.recover.DeadLetterLog;
import hub.adapters.recover.DeadLetterStore;
import hub.adapters.recover.DeadLetters;
import hub.check.DeclaredBeans;
import hub.check.FileSurroundings;
import hub.master.mapping.MappingBook;
import hub.master.mapping.MappingFolder;
import hub.master.source.ApiPages;
import hub.master.source.SourcePolls;
import hub.master.source.TableFiles;
import hub.master.sync.ChangeApplier;
import hub.master.sync.SyncSources;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** The routes that ask legacy systems or take their files, alone, with the settings of the project as far as a test says no other. */
final class SourceProcess implements AutoCloseable {

    private static final Path HOME =
            Path.of(System.getProperty("hub.home", "..")).toAbsolutePath().normalize();
    private static final List<String> SHARED = List.of(
            "recover/pass-on",
            "recover/record-dead-letter",
            "sync/source-problem",
            "sync/apply-master-changes",
            "sync/retry-waiting",
            "sync/take-polled-rows",
            "sync/end-poll",
            "sync/take-table-file",
            "sync/take-table-rows",
            "sync/take-master-changes");
    private static final int MOST_VANISHED = 20;

    private final CamelContext camel = new DefaultCamelContext();
    private final FileSurroundings defaults = new FileSurroundings(HOME, DeclaredBeans.ofTheHub());
    final Ahead clock = new Ahead();
    final SourcePolls polls;

    /** The real time, moved on as far as a test likes, so that nobody waits before a source is asked again. */
    static final class Ahead extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void moveOn(Duration duration) {
            ahead = ahead.plus(duration);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the hub counts in UTC");
        }
    }

    /**
     * Starts routes.
     *
     * @param settings whole names, or those below {@code hub.sources.}
     * @param routes below {@code routes/}
     */
    static SourceProcess start(DataSource warm, Map<String, Object> settings, String... routes) throws Exception {
        return new SourceProcess(warm, settings, List.of(routes));
    }

    private SourceProcess(DataSource warm, Map<String, Object> settings, List<String> routes) throws Exception {
        MappingBook book = new MappingBook();
        new MappingFolder(HOME.resolve("master-sync/mappings"), book).load();
        String holder = UUID.randomUUID().toString();
        ChangeApplier applier = new ChangeApplier(warm, book, clock);
        polls = new SourcePolls(warm, book, new SyncSources(warm, clock), applier, holder, MOST_VANISHED, clock);
        Map<String, Object> beans = new HashMap<>();
        beans.put("sourcePolls", polls);
        beans.put("tableFiles", new TableFiles(warm, book, applier, holder, MOST_VANISHED));
        beans.put("apiPages", new ApiPages(clock));
        beans.put("askOnce", (HttpClientConfigurer) HttpClientBuilder::disableAutomaticRetries);
        beans.put("changeApplier", applier);
        beans.put("changeRecords", new ChangeRecords(book, clock));
        beans.put("technicianRoster", new TechnicianRoster(warm, SyncProcess.dispatch()));
        beans.put("deadLetters", new DeadLetters(clock));
        beans.put("deadLetterLog", new DeadLetterLog(clock));
        beans.put("deadLetterStore", new DeadLetterStore(warm));
        beans.forEach((name, bean) -> camel.getRegistry().bind(name, bean));
        camel.getComponent("sql", SqlComponent.class).setDataSource(warm);
        Properties given = new Properties();
        settings.forEach(
                (key, value) -> given.put(key.startsWith("hub.") ? key : "hub.sources." + key, String.valueOf(value)));
        camel.getPropertiesComponent().setOverrideProperties(given);
        camel.getPropertiesComponent().addPropertiesSource(settings());
        for (String route : SHARED) {
            load(route);
        }
        for (String route : routes) {
            load(route);
        }
        camel.start();
    }

    private PropertiesSource settings() {
        return new PropertiesSource() {
            @Override
            public String getName() {
                return "application.yaml";
            }

            @Override
            public String getProperty(String name) {
                return defaults.setting(name).orElse(null);
            }
        };
    }

    private void load(String route) throws Exception {
        Path file = HOME.resolve("routes/" + route + ".camel.yaml");
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
    }

    void send(String route, Object body) {
        camel.createProducerTemplate().requestBody("direct:" + route, body);
    }

    @Override
    public void close() throws Exception {
        camel.stop();
        polls.close();
    }
}
