package hub.adapters.hot;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.WriteModel;
import hub.adapters.ListeningPort;
import hub.adapters.hot.server.HotServer;
import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsCommandListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;

/**
 * The verbs between the hub's records and the hot store: they build writes that may be repeated and questions an index answers.
 * The routes carry them to the store ({@code uri: mongodb}); this class also starts the embedded server where no other is set.
 */
public final class HotStore implements AutoCloseable {

    private final Optional<HotServer> server;
    private final MongoClient client;
    private final MongoDatabase database;
    private final IndexCreation indexes;
    private final StoreLetters letters;
    private final HotBatches batches;
    private final Clock clock;
    private final Counter stored;
    private final Counter repeated;

    private HotStore(HotSettings settings, Optional<HotServer> server, MeterRegistry meters, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.client = connect(server.map(HotServer::uri).orElse(settings.uri()), settings, meters);
        this.database = client.getDatabase(settings.database());
        this.indexes = new IndexCreation(database);
        this.letters = new StoreLetters(clock);
        this.batches = new HotBatches(letters);
        this.stored = Counter.builder("hub.hot.stored")
                .description("Readings kept in the hot store")
                .register(meters);
        this.repeated = Counter.builder("hub.hot.repeated")
                .description("Readings the hot store had already, delivered again after a failure")
                .register(meters);
    }

    /**
     * Starts the embedded server if the settings name no other, connects, and creates the indexes; while a server elsewhere cannot
     * be reached this is tried again in the background.
     *
     * @throws hub.adapters.PortTakenException when the embedded server's port is taken
     */
    public static HotStore open(HotSettings settings, MeterRegistry meters, Clock clock) {
        Optional<HotServer> server = settings.uri().isBlank() ? Optional.of(start(settings)) : Optional.empty();
        HotStore store = new HotStore(settings, server, meters, clock);
        store.indexes.begin();
        return store;
    }

    private static HotServer start(HotSettings settings) {
        int port = ListeningPort.settle(settings.port(), "hub.hot.port");
        boolean forced = settings.durability() == HotSettings.Durability.DISK;
        return HotServer.start(settings.folder(), port, forced);
    }

    /** A connection with the manners the hub's own has, such as one to a copy of the store. */
    public static MongoClient connect(String uri, HotSettings settings, MeterRegistry meters) {
        long patience = settings.patience().toMillis();
        MongoClientSettings.Builder client = MongoClientSettings.builder()
                .applicationName("iotlink-hub")
                .codecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromCodecs(new HotCodec()), MongoClientSettings.getDefaultCodecRegistry()))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(patience, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout((int) patience, TimeUnit.MILLISECONDS)
                        .readTimeout((int) (6 * patience), TimeUnit.MILLISECONDS))
                .addCommandListener(new MongoMetricsCommandListener(meters));
        return MongoClients.create(
                client.applyConnectionString(new ConnectionString(uri)).build());
    }

    /** The connection that routes use ({@code uri: mongodb:hotClient}). */
    public MongoClient client() {
        return client;
    }

    /** What ageing needs of the readings. */
    public HotReadings readings() {
        return new HotReadings(database);
    }

    /** What histories and ageing need of the alarms. */
    public HotAlarms alarmLog() {
        return new HotAlarms(database);
    }

    /** The connection string of the embedded server, or empty when another is set. */
    public String embeddedUri() {
        return server.map(HotServer::uri).orElse("");
    }

    /** The writes that keep a batch of readings: one insert for each. */
    public HotBatch batch(List<Telemetry> readings) {
        return batches.of(readings);
    }

    /** Counts what a bulk write of readings has added. */
    public void count(BulkWriteResult result) {
        stored.increment(result.getInsertedCount());
    }

    /**
     * Explains a failed bulk write of readings: readings that were there already are well, readings the store refused for their own
     * sake become dead letters.
     *
     * @throws Exception the failure itself when the store could not be reached: the batch must be tried again
     */
    public List<DeadLetter> refused(Exception failure, HotBatch batch) throws Exception {
        MongoBulkWriteException bulk = StoreLetters.perDocument(failure).orElseThrow(() -> failure);
        List<DeadLetter> refused = letters.of(StoreLetters.errors(bulk), batch.stored());
        int known = bulk.getWriteErrors().size() - refused.size();
        stored.increment((double) batch.stored().size() - known - refused.size());
        repeated.increment(known);
        return refused;
    }

    /** The writes that bring alarms up to date, leaving what people added to them. */
    public List<WriteModel<Document>> alarmWrites(List<Alarm> alarms) {
        return alarms.stream()
                .map(alarm -> AlarmDocuments.write(alarm, clock.instant()))
                .toList();
    }

    /** The writes that add to alarms what is said of them and what the judge need not know: comments, shelving, the answer's evidence. */
    public List<WriteModel<Document>> actWrites(List<AlarmAct> acts) {
        return acts.stream()
                .map(act -> AlarmDocuments.addition(act, clock.instant()))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A device's readings, newest first.
     *
     * @param from not older than this device time (ISO 8601), or null
     * @param to older than this device time (ISO 8601), or null
     * @param limit readings on a page, 1 to 1000, or null: 100
     * @param cursor the {@code next} of the page before, or null
     * @throws IllegalArgumentException when a time, the limit or the cursor cannot be read; the message names it
     */
    public HotQuery telemetryQuery(String deviceId, String from, String to, Integer limit, String cursor) {
        return HotQueries.telemetry(deviceId, from, to, limit, cursor);
    }

    /** A device's latest reading by device time: the first entry of its index, so it need not be kept apart. */
    public HotQuery latestQuery(String deviceId) {
        return HotQueries.latest(deviceId);
    }

    /**
     * Alarms, newest first.
     *
     * @param filter wanted values by field: state, severity, class, device_id, productId, ruleId; null and blank = any
     * @param limit alarms on a page, 1 to 1000, or null: 100
     * @param cursor the {@code next} of the page before, or null
     * @throws IllegalArgumentException when the limit or the cursor cannot be read; the message names it
     */
    public HotQuery alarmQuery(Map<String, String> filter, Integer limit, String cursor) {
        return HotQueries.alarms(filter, limit, cursor);
    }

    /** One alarm. */
    public HotQuery alarmQuery(String alarmId) {
        return HotQueries.byId("alarms", alarmId);
    }

    /** All alarms that are not cleared, resolved or closed, oldest first. */
    public HotQuery openAlarmQuery() {
        return HotQueries.openAlarms();
    }

    /** A page of readings as the API shows it: items, and next when there are more. */
    public Map<String, Object> telemetryPage(List<Document> found, HotQuery query) {
        return HotQueries.answer(found, query, TelemetryDocuments::published);
    }

    /** A page of alarms as the API shows it. */
    public Map<String, Object> alarmPage(List<Document> found, HotQuery query) {
        return HotQueries.answer(found, query, AlarmDocuments::published);
    }

    /** What a question for telemetry asks for. */
    public HotSpan span(HotQuery telemetryQuery) {
        return HotSpan.of(telemetryQuery);
    }

    /**
     * A reading that another store kept, as this one would have it.
     *
     * @param id its identity
     * @param fields as published, but times as Instants
     */
    public Document stored(String id, Map<String, Object> fields) {
        return TelemetryDocuments.stored(id, fields);
    }

    /** A reading as the API shows it. */
    public Map<String, Object> telemetry(Document found) {
        return TelemetryDocuments.published(found);
    }

    /** An alarm as the API shows it. */
    public Map<String, Object> alarm(Document found) {
        return AlarmDocuments.published(found);
    }

    /** Alarms as the judge knows them. */
    public List<Alarm> alarms(List<Document> found) {
        return found.stream().map(AlarmDocuments::read).toList();
    }

    /** What is wrong with the store, or empty when it answers; waits as long as an operation would. */
    public Optional<String> problem() {
        try {
            database.runCommand(new Document("ping", 1));
            return indexes.problem();
        } catch (MongoException failure) {
            return Optional.of(failure.getMessage());
        }
    }

    @Override
    public void close() {
        indexes.close();
        client.close();
        server.ifPresent(HotServer::close);
    }
}
