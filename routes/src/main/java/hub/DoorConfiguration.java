package hub;

import hub.adapters.inbox.InboxMessages;
import hub.adapters.mqtt.MqttBroker;
import hub.adapters.mqtt.MqttMessages;
import hub.adapters.mqtt.SteadyMqttComponent;
import hub.adapters.rest.RequestLimit;
import hub.adapters.rest.RestMessages;
import hub.adapters.tcp.DeviceConnections;
import hub.adapters.tcp.FrameSplitter;
import hub.adapters.tcp.StandardFrames;
import hub.adapters.tcp.TcpSettings;
import hub.master.DemoRegister;
import hub.master.DeviceClaims;
import hub.master.DeviceRegister;
import hub.product.Product;
import hub.product.ProductCatalog;
import hub.product.RegisteredDevice;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind {@code routes/receive}: what each door makes of the bytes it gets, and who may speak. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    @Bean
    DeviceAccess deviceAccess(
            DeviceRegister register,
            HubSettings settings,
            DeviceClaims claims,
            DeferredAccess broker,
            ObjectProvider<MqttBroker> embedded) {
        DeviceAccess access = new DeviceAccess(
                register, settings.demo() ? Optional.of(DemoRegister.SECRET) : Optional.empty(), claims::anyOpen);
        broker.decideBy(access);
        embedded.ifAvailable(server -> register.onSecretStopped(server::sendAway));
        return access;
    }

    @Bean
    TcpSettings tcpSettings(HubSettings settings) {
        HubSettings.Tcp tcp = settings.tcp();
        return new TcpSettings(
                tcp.maxFrame(),
                tcp.idleTimeout(),
                tcp.allowedNetworks(),
                tcp.secretFrame(),
                tcp.tls().certificateRequired());
    }

    @Bean
    DeviceConnections deviceConnections(TcpSettings settings, MeterRegistry metrics, Clock clock) {
        return new DeviceConnections(settings, metrics, clock);
    }

    @Bean
    FrameSplitter frameSplitter(
            TcpSettings settings, DeviceConnections connections, DeviceRegister register, DeviceAccess access) {
        return new FrameSplitter(
                settings,
                new StandardFrames(settings.maxFrame()),
                connections,
                register::isSecretOf,
                access::maySpeakForThing);
    }

    /** The TLS of the TCP doors: the keys of a bundle under {@code spring.ssl.bundle}; without one there is none to use. */
    @Bean
    SSLContextParameters tcpTls(HubSettings settings, SslBundles bundles) {
        String bundle = settings.tcp().tls().bundle();
        return new SSLContextParameters() {
            @Override
            public SSLContext createSSLContext(CamelContext context) {
                return bundles.getBundle(bundle).createSslContext();
            }
        };
    }

    @Bean
    ProductListeners productListeners(
            CamelContext camel,
            HubSettings hub,
            TcpSettings settings,
            DeviceConnections connections,
            DeviceRegister register,
            DeviceAccess access) {
        return new ProductListeners(
                camel, hub.tcp(), settings, connections, register::isSecretOf, access::maySpeakForThing);
    }

    /** Takes the place of Camel's own component under the name by which its starter would register it. */
    @Bean("paho-mqtt5-component")
    SteadyMqttComponent steadyMqttComponent() {
        return new SteadyMqttComponent();
    }

    @Bean
    MqttMessages mqttMessages(Clock clock) {
        return new MqttMessages(clock);
    }

    @Bean
    RestMessages restMessages(HubSettings settings, ProductCatalog products, DeviceRegister register, Clock clock) {
        return new RestMessages(
                device -> csvHasHeader(products, register.find(device).map(RegisteredDevice::productId)),
                settings.rest().maxBody(),
                new RequestLimit(settings.rest().requestsPerMinute()),
                clock);
    }

    @Bean
    InboxMessages inboxMessages(ProductCatalog products, Clock clock) {
        return new InboxMessages(product -> csvHasHeader(products, Optional.of(product)), clock);
    }

    private static boolean csvHasHeader(ProductCatalog products, Optional<String> productId) {
        return productId.flatMap(products::find).map(Product::csvHasHeader).orElse(true);
    }
}
