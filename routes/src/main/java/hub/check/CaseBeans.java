package hub.check;

import hub.adapters.inbox.InboxMessages;
import hub.adapters.mqtt.MqttMessages;
import hub.adapters.recover.DeadLetters;
import hub.adapters.rest.RequestLimit;
import hub.adapters.rest.RestMessages;
import hub.decode.Standardizer;
import hub.master.mapping.MappingBook;
import hub.master.mapping.MappingFolder;
import hub.product.DeviceDirectory;
import hub.product.Product;
import hub.product.ProductCatalog;
import hub.product.ProductSpecReader;
import hub.product.RegisteredDevice;
import hub.sync.ChangeRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Beans that are there in person when cases are played, because they need nothing from outside; all others answer what
 * the case states.
 *
 * @param beans by name
 */
public record CaseBeans(Map<String, Object> beans) {

    private static final int LARGEST_BODY = 1 << 20;
    private static final long MANY_REQUESTS = 1_000_000;

    /**
     * The hub's own. A device whose id begins with a product's id and a dash is registered with that product, and no
     * other device is; it is always noon on 31 January 2026, UTC.
     *
     * @param home the folder with everything people edit
     */
    public static CaseBeans ofTheHub(Path home) {
        Clock noon = Clock.fixed(CaseValues.NOW, ZoneOffset.UTC);
        ProductSpecReader reader = new ProductSpecReader();
        List<Product> products = new TextFiles(home.resolve("yaml-dsl/products"))
                .named(ProductSpecReader.SUFFIX).stream()
                        .flatMap(file -> reader.read(file).product().stream())
                        .toList();
        ProductCatalog catalog = new ProductCatalog(products);
        RequestLimit limit = new RequestLimit(MANY_REQUESTS);
        MappingBook mappings = new MappingBook();
        Path mappingFiles = home.resolve("master-sync/mappings");
        if (Files.isDirectory(mappingFiles)) {
            new MappingFolder(mappingFiles, mappings).load();
        }
        return new CaseBeans(Map.of(
                "changeRecords", new ChangeRecords(mappings, noon),
                "standardizer", new Standardizer(catalog, new NamedAfterProducts(products), noon),
                "deadLetters", new DeadLetters(noon),
                "restMessages", new RestMessages(device -> true, LARGEST_BODY, limit, noon),
                "mqttMessages", new MqttMessages(noon),
                "inboxMessages", new InboxMessages(product -> true, noon)));
    }

    /** Knows every device that is named after a product. */
    private record NamedAfterProducts(List<Product> products) implements DeviceDirectory {

        @Override
        public Optional<RegisteredDevice> find(String deviceId) {
            return products.stream()
                    .filter(product -> deviceId.startsWith(product.id() + "-"))
                    .findFirst()
                    .map(product -> register(deviceId, product.id(), ""));
        }

        @Override
        public RegisteredDevice register(String deviceId, String productId, String hubId) {
            return new RegisteredDevice(deviceId, productId, hubId, "");
        }
    }
}
