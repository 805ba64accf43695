package hub;

import hub.check.LiveSurroundings;
import hub.check.RouteFolder;
import hub.desk.ProductDesk;
import hub.desk.ProductVersions;
import hub.desk.RouteDesk;
import hub.product.ProductCatalog;
import hub.product.ProductFolder;
import hub.reload.FileRouteVersions;
import hub.reload.SafeRouteReload;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the routes from disk, keeps them as the files are, and opens the doors that come in numbers. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    private static final Map<String, String> JOB_REQUESTS = Map.of(
            "list", "$aws/things/+/jobs/get",
            "start", "$aws/things/+/jobs/start-next",
            "get", "$aws/things/+/jobs/+/get",
            "update", "$aws/things/+/jobs/+/update");
    private static final Map<String, String> CHUNK_REQUESTS = Map.of(
            "own", "$aws/things/+/firmware/request/+/chunk/+",
            "thingsboard", "$aws/things/+/v2/fw/request/+/chunk/+");

    @Bean
    FileRouteVersions routeVersions(HubSettings settings) {
        return new FileRouteVersions(settings.data().resolve("versions/routes"));
    }

    @Bean
    SafeRouteReload routeReload(CamelContext camel, HubSettings settings, FileRouteVersions versions, Clock clock) {
        return new SafeRouteReload(
                camel,
                new RouteFolder(settings.home().resolve("routes")),
                new LiveSurroundings(camel),
                versions,
                clock);
    }

    @Bean
    RouteDesk routeDesk(SafeRouteReload reload, FileRouteVersions versions, HubSettings settings) {
        return new RouteDesk(reload, versions, settings.home().resolve("routes"));
    }

    @Bean
    ProductVersions productVersions(DataSource warmDataSource) {
        return new ProductVersions(warmDataSource);
    }

    @Bean
    ProductDesk productDesk(ProductCatalog catalog, ProductFolder folder, ProductVersions versions) {
        return new ProductDesk(catalog, folder, versions);
    }

    @Bean
    CamelContextConfiguration routesFromDisk(
            SafeRouteReload reload,
            ProductListeners listeners,
            ProductFolder products,
            ProductCatalog catalog,
            HubSettings settings) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                load(camel, reload);
                openMqttConsumers(camel, settings.mqtt().consumers());
                openFirmwareConsumers(camel);
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                products.onChange(listeners::match);
                listeners.match(catalog.products());
            }
        };
    }

    private static void load(CamelContext camel, SafeRouteReload reload) {
        try {
            reload.loadAll();
            camel.addService(reload, true, true);
        } catch (Exception problem) {
            throw new IllegalStateException("the routes could not be loaded: " + problem.getMessage(), problem);
        }
    }

    /** After the consumers of readings, because devices are let in as soon as the hub listens at all. */
    private static void openFirmwareConsumers(CamelContext camel) {
        try {
            for (Map.Entry<String, String> request : JOB_REQUESTS.entrySet()) {
                TemplatedRouteBuilder.builder(camel, "receive-jobs")
                        .routeId("receive-jobs-" + request.getKey())
                        .parameter("consumer", request.getKey())
                        .parameter("filter", request.getValue())
                        .add();
            }
            for (Map.Entry<String, String> request : CHUNK_REQUESTS.entrySet()) {
                TemplatedRouteBuilder.builder(camel, "receive-chunk-requests")
                        .routeId("receive-chunk-requests-" + request.getKey())
                        .parameter("consumer", request.getKey())
                        .parameter("filter", request.getValue())
                        .add();
            }
        } catch (Exception problem) {
            throw new IllegalStateException("the consumers of firmware requests could not be opened", problem);
        }
    }

    private static void openMqttConsumers(CamelContext camel, int consumers) {
        for (int number = 1; number <= consumers; number++) {
            try {
                TemplatedRouteBuilder.builder(camel, "receive-mqtt")
                        .routeId("receive-mqtt-" + number)
                        .parameter("consumer", number)
                        .add();
            } catch (Exception problem) {
                throw new IllegalStateException("MQTT consumer " + number + " could not be opened", problem);
            }
        }
    }
}
