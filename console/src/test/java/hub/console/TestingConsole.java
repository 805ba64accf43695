package hub.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
final class TestingConsole implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestingConsole(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static TestingConsole start(Path data, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--hub.home=" + System.getProperty("hub.home", ".."),
                "--hub.data=" + data,
                "--spring.main.banner-mode=off",
                "--spring.jmx.enabled=true",
                "--management.endpoints.web.exposure.include=health,info,prometheus,hawtio,jolokia,loggers",
                "--logging.level.root=WARN"));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new TestingConsole(SpringApplication.run(Everything.class, arguments.toArray(String[]::new)));
    }

    int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({ConsoleConfiguration.class, ConsoleSecurityConfiguration.class, HawtioConfiguration.class})
    static class Everything {

        @Bean
        Reached reached() {
            return new Reached();
        }

        @Bean
        DeviceKeys deviceKeys() {
            return new InMemoryDeviceKeys();
        }

        @Bean
        DeviceVisibility deviceVisibility() {
            return (customerId, deviceId) -> customerId.equals("demo-customer") && deviceId.startsWith("own");
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
