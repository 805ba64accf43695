package hub;

import hub.adapters.tcp.DeviceConnections;
import hub.adapters.tcp.FrameSplitter;
import hub.adapters.tcp.ProductFrames;
import hub.adapters.tcp.TcpSettings;
import hub.product.Framing;
import hub.product.Product;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a TCP listener of its own for each product whose file declares a framing, and follows the files as they change. */
final class ProductListeners {

    private static final Logger LOG = LoggerFactory.getLogger(ProductListeners.class);
    private static final String TEMPLATE = "receive-tcp-product";

    private final CamelContext camel;
    private final HubSettings.Tcp tcp;
    private final TcpSettings settings;
    private final DeviceConnections connections;
    private final BiPredicate<String, String> isSecretOf;
    private final BiPredicate<String, String> speaksFor;
    private final Map<String, String> openVersions = new HashMap<>();

    ProductListeners(
            CamelContext camel,
            HubSettings.Tcp tcp,
            TcpSettings settings,
            DeviceConnections connections,
            BiPredicate<String, String> isSecretOf,
            BiPredicate<String, String> speaksFor) {
        this.camel = camel;
        this.tcp = tcp;
        this.settings = settings;
        this.connections = connections;
        this.isSecretOf = isSecretOf;
        this.speaksFor = speaksFor;
    }

    /** Opens, replaces and closes listeners so that they match the products in force. */
    synchronized void match(Collection<Product> products) {
        Map<String, Product> wanted = new HashMap<>();
        products.stream()
                .filter(product -> tcp.productPorts() && product.framing().isPresent())
                .forEach(product -> wanted.put(product.id(), product));
        for (String id : Map.copyOf(openVersions).keySet()) {
            Product product = wanted.get(id);
            if (product == null || !product.version().equals(openVersions.get(id))) {
                close(id);
            }
        }
        for (Product product : wanted.values()) {
            if (!openVersions.containsKey(product.id())) {
                open(product);
            }
        }
    }

    private void open(Product product) {
        Framing framing = product.framing().orElseThrow();
        String bean = "frameSplitter-" + product.id();
        camel.getRegistry()
                .bind(
                        bean,
                        new FrameSplitter(
                                settings,
                                new ProductFrames(product.id(), framing),
                                connections,
                                isSecretOf,
                                speaksFor));
        try {
            TemplatedRouteBuilder.builder(camel, TEMPLATE)
                    .routeId(routeId(product.id()))
                    .parameter("port", framing.port() + tcp.productPortShift())
                    .parameter("splitter", "#" + bean)
                    .add();
            openVersions.put(product.id(), product.version());
        } catch (Exception problem) {
            LOG.error(
                    "product {} has no listener on port {}: {}; free the port or change framing.port in its file",
                    product.id(),
                    framing.port() + tcp.productPortShift(),
                    problem.getMessage());
            close(product.id());
        }
    }

    private void close(String productId) {
        try {
            camel.getRouteController().stopRoute(routeId(productId));
            camel.removeRoute(routeId(productId));
            openVersions.remove(productId);
        } catch (Exception problem) {
            LOG.error("the listener of product {} did not close: {}", productId, problem.toString());
        }
    }

    private static String routeId(String productId) {
        return "receive-tcp-" + productId;
    }
}
