package hub.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The console on a real Tomcat; behind the guard everything answers {@code reached}, so that a gap shows. */
public final class TestingConsole implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestingConsole(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** A console without routes. */
    public static TestingConsole start(Path data, String... settings) {
        return run(new Class<?>[] {Everything.class, Reached.class}, data, settings);
    }

    /** A console with the routes that the settings name, and what they call. */
    public static TestingConsole startWithRoutes(Path data, Class<?> verbs, String... settings) {
        return run(new Class<?>[] {Everything.class, verbs}, data, settings);
    }

    /** A console without routes, with parts of the test's own. */
    public static TestingConsole startWith(Path data, Class<?> parts, String... settings) {
        return run(new Class<?>[] {Everything.class, Reached.class, parts}, data, settings);
    }

    private static TestingConsole run(Class<?>[] sources, Path data, String... settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "hub.home", System.getProperty("hub.home", ".."),
                "hub.data", data.toString(),
                "spring.main.banner-mode", "off",
                "spring.jmx.enabled", "true",
                "management.endpoints.web.exposure.include", "health,info,prometheus,hawtio,jolokia,loggers",
                "logging.level.root", "WARN"));
        for (String setting : settings) {
            all.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new TestingConsole(SpringApplication.run(sources, arguments.toArray(String[]::new)));
    }

    /** Where it listens. */
    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** One of its parts. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({
        ConsoleConfiguration.class,
        ConsoleAccessConfiguration.class,
        SignInConfiguration.class,
        IdentityConfiguration.class,
        ConsoleSecurityConfiguration.class,
        HawtioConfiguration.class
    })
    static class Everything {

        @Bean
        DeviceKeys deviceKeys() {
            return new InMemoryDeviceKeys();
        }

        @Bean
        DeviceVisibility deviceVisibility() {
            return (customerId, deviceId) -> customerId.equals("customer-1") && deviceId.startsWith("own");
        }
    }

    @RestController
    static class Reached {

        @RequestMapping("/**")
        String reached() {
            return "reached";
        }
    }

    /** The key of a device is {@code key-<device>}, that of a hub {@code key-<hub>}. */
    static final class InMemoryDeviceKeys implements DeviceKeys {

        @Override
        public boolean accepts(String key, String hubId, String deviceId) {
            return key.equals("key-" + deviceId) || key.equals("key-" + hubId);
        }

        @Override
        public boolean knows(String key) {
            return key.startsWith("key-");
        }
    }
}
