package hub.adapters.hot;

import com.mongodb.client.MongoCollection;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.bson.Document;

/** The store routes as people edit them, over the real store, with a list in the place of the dead letter route. */
final class TestingHub implements AutoCloseable {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, DeadLetter> deadLetters = new ConcurrentHashMap<>();
    final HotStore store;
    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** This hub has the one store only. */
    public static final class NoCopies {
        public boolean readsHot() {
            return false;
        }
    }

    TestingHub(HotSettings settings) throws Exception {
        store = HotStore.open(settings, meters, Clock.systemUTC());
        camel.getRegistry().bind("hotStore", store);
        camel.getRegistry().bind("hotClient", store.client());
        camel.getRegistry().bind("hotReadClient", store.client());
        camel.getRegistry().bind("readCopies", new NoCopies());
        Properties properties = new Properties();
        properties.put("hub.hot.database", settings.database());
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:record-dead-letter")
                        .process(exchange -> keep(exchange.getMessage().getBody(List.class)));
            }
        });
        Path routes = Path.of(System.getProperty("hub.home", "..")).resolve("routes/store");
        for (String file : List.of("store-hot", "store-readings", "find-in-hot-store")) {
            var resource = PluginHelper.getResourceLoader(camel)
                    .resolveResource(
                            "file:" + routes.resolve(file + ".camel.yaml").toAbsolutePath());
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
        }
        camel.start();
    }

    /** Sends a batch the way the stream does; the exchange tells whether its offsets would be committed. */
    Exchange send(List<Telemetry> batch) {
        return camel.createProducerTemplate()
                .request("direct:store-hot", exchange -> exchange.getMessage().setBody(batch));
    }

    /** Asks the way the API and the judge do. */
    @SuppressWarnings("unchecked")
    List<Document> find(HotQuery query) {
        return camel.createProducerTemplate().requestBody("direct:find-in-hot-store", query, List.class);
    }

    private void keep(List<?> letters) {
        letters.forEach(letter -> deadLetters.put(((DeadLetter) letter).id(), (DeadLetter) letter));
    }

    /** The dead letters, each once, as their store keeps them. */
    Collection<DeadLetter> deadLetters() {
        return deadLetters.values();
    }

    MongoCollection<Document> collection(String name) {
        return store.client().getDatabase("hub").getCollection(name);
    }

    double counter(String name) {
        return meters.get(name).counter().count();
    }

    @Override
    public void close() throws Exception {
        camel.close();
        store.close();
    }
}
