package hub;

import hub.adapters.PortTakenException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/** Starts the hub, which is nothing but its routes and the beans they call. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, MongoAutoConfiguration.class})
@EnableConfigurationProperties(HubSettings.class)
@ComponentScan(basePackages = "hub", resourcePattern = "**/*Configuration.class")
public class HubApplication {

    /** Runs until the process is stopped; exits with 1 when it cannot start. */
    public static void main(String[] arguments) {
        try {
            start(arguments);
        } catch (PortTakenException taken) {
            System.err.println("hub: " + taken.getMessage());
            System.exit(1);
        } catch (RuntimeException problem) {
            problem.printStackTrace();
            System.exit(1);
        }
    }

    /**
     * Starts a hub and returns when it listens.
     *
     * @param arguments settings as {@code --name=value}; they win over {@code routes/application.yaml}
     */
    public static ConfigurableApplicationContext start(String... arguments) {
        return application().run(arguments);
    }

    /** The program before it is started. */
    static SpringApplication application() {
        Path home = Path.of(System.getProperty("hub.home", "")).toAbsolutePath();
        SpringApplication application = new SpringApplication(HubApplication.class);
        application.addInitializers(new EmbeddedServices());
        application.setDefaultProperties(Map.of(
                "hub.home",
                home.toString(),
                "spring.config.additional-location",
                "file:" + home.resolve("routes/application.yaml")));
        return application;
    }
}
