package hub.sync;

import hub.adapters.dispatch.BusinessHours;
import hub.adapters.dispatch.DispatchSettings;
import hub.adapters.dispatch.TechnicianRoster;
import hub.master.mapping.MappingBook;
import hub.master.mapping.MappingFolder;
import hub.master.sync.ChangeApplier;
import hub.master.sync.ChangeBatch;
import hub.master.sync.LegacySource;
import hub.master.sync.SnapshotReconciler;
import hub.master.sync.SyncSources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.postgresql.ds.PGSimpleDataSource;

/** The routes that follow a legacy system, alone: within a test, or as a process of their own that can be killed. */
final class SyncProcess implements AutoCloseable {

    private static final Path HOME =
            Path.of(System.getProperty("hub.home", "..")).toAbsolutePath().normalize();
    private static final List<String> ROUTES = List.of(
            "recover/pass-on",
            "sync/apply-master-changes",
            "sync/retry-waiting",
            "sync/sync-master",
            "sync/watch-sync",
            "sync/reconcile-master",
            "sync/reconcile-technicians");

    private final CamelContext camel = new DefaultCamelContext();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final LegacyChanges changes;
    final ChangeApplier applier;
    final SyncSources sources;
    final SyncWatch watch;
    final LegacySource legacy;
    final SnapshotReconciler reconciler;

    /**
     * Where it works.
     *
     * @param port of the PostgreSQL with the databases hub and legacy
     * @param password of its account hub
     * @param mappings the folder with mapping files
     */
    record Place(int port, String password, String mappings) {

        DataSource database(String name) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {port});
            source.setDatabaseName(name);
            source.setUser("hub");
            source.setPassword(password);
            return source;
        }
    }

    /** Follows until it is killed. */
    public static void main(String[] arguments) throws Exception {
        LegacyTwin.quiet();
        start(new Place(Integer.parseInt(arguments[0]), arguments[1], arguments[2]));
        System.out.println("following");
        Thread.currentThread().join();
    }

    static SyncProcess start(Place place) throws Exception {
        return new SyncProcess(place);
    }

    private SyncProcess(Place place) throws Exception {
        DataSource warm = place.database("hub");
        Clock clock = Clock.systemUTC();
        MappingBook book = new MappingBook();
        new MappingFolder(Path.of(place.mappings()), book).load();
        String holder = UUID.randomUUID().toString();
        ProducerTemplate template = camel.createProducerTemplate();
        applier = new ChangeApplier(warm, book, clock);
        sources = new SyncSources(warm, clock);
        legacy = new LegacySource(place.database("legacy"), "legacy", "hub_legacy", "public.hub_signal");
        changes = new LegacyChanges("legacy", holder, sources, batch -> hand(template, batch), metrics, clock);
        SyncOffsets.register("legacy", changes);
        watch = new SyncWatch(true, holder, legacy, sources, changes, book, LocalTime.MIDNIGHT);
        reconciler = new SnapshotReconciler(warm, legacy, book, applier, clock);
        camel.getRegistry().bind("snapshotReconciler", reconciler);
        camel.getRegistry().bind("changeApplier", applier);
        camel.getRegistry().bind("legacyChanges", changes);
        camel.getRegistry().bind("syncWatch", watch);
        camel.getRegistry().bind("technicianRoster", new TechnicianRoster(warm, dispatch()));
        camel.getPropertiesComponent().setInitialProperties(settings(place));
        for (String route : ROUTES) {
            Path file = HOME.resolve("routes/" + route + ".camel.yaml");
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
        }
        camel.start();
    }

    private static void hand(ProducerTemplate template, ChangeBatch batch) {
        template.requestBody("direct:apply-master-changes", batch);
    }

    static DispatchSettings dispatch() {
        BusinessHours company = new BusinessHours(
                ZoneId.of("Asia/Seoul"), LocalTime.of(9, 0), LocalTime.of(18, 0), Set.of(DayOfWeek.MONDAY), Set.of());
        Duration hour = Duration.ofHours(1);
        return new DispatchSettings(company, List.of(hour, hour, hour, hour), hour, hour);
    }

    private static Properties settings(Place place) {
        Properties settings = new Properties();
        settings.put("hub.sync.source", "legacy");
        settings.put("hub.sync.host", "127.0.0.1");
        settings.put("hub.sync.port", String.valueOf(place.port()));
        settings.put("hub.sync.database", "legacy");
        settings.put("hub.sync.user", "hub");
        settings.put("hub.sync.password", place.password());
        settings.put("hub.sync.tables", "public[.].*");
        settings.put("hub.sync.slot", "hub_legacy");
        settings.put("hub.sync.publication", "hub_legacy");
        settings.put("hub.sync.signal-table", "public.hub_signal");
        settings.put(
                "hub.sync.heartbeat",
                "insert into public.hub_heartbeat (id, at) values (1, now()) on conflict (id) do update set at = excluded.at");
        settings.put("hub.sync.heartbeat-interval", "1000");
        return settings;
    }

    /** Runs a route once. */
    void run(String route) {
        camel.createProducerTemplate().requestBody("direct:" + route, (Object) null);
    }

    @Override
    public void close() throws Exception {
        camel.stop();
        watch.close();
    }
}
