package hub.adapters.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand devices, three of ten of which version 2 breaks: the rollout stops and every device is brought back. */
class FirmwareWaveTest {

    private static final int DEVICES = 1000;
    private static final String KILLED = "the hub was killed";
    private static final String GOOD = "1.0.0";
    private static final String WAVE_JOB =
            "{\"id\":\"v2\",\"packageId\":\"prod-a-2.0.0\",\"targets\":{\"all\":true},\"inProgressTimeoutInMinutes\":30}";

    private TestingFirmware hub;
    private SimulatedFleet fleet;

    @BeforeEach
    void everyDeviceRunsVersionOne() throws Exception {
        hub = new TestingFirmware();
        fleet = new SimulatedFleet(hub);
        hub.fleet(DEVICES);
        hub.upload(GOOD);
        hub.upload(SimulatedFleet.BAD);
        hub.create("{\"id\":\"v1\",\"packageId\":\"prod-a-1.0.0\",\"targets\":{\"all\":true}}");
        untilAllHaveEnded(() -> {});
        assertThat(hub.job("v1").path("state").asText()).isEqualTo("COMPLETED");
        assertThat(fleet.runs)
                .hasSize(DEVICES)
                .allSatisfy((thing, version) -> assertThat(version).isEqualTo(GOOD));
    }

    @Test
    void theRolloutStopsAtItsThresholdAndEveryDeviceEndsOnItsLastGoodVersion() throws Exception {
        hub.create(WAVE_JOB);

        untilAllHaveEnded(() -> {});

        stoppedInTheFirstWave();
        everyDeviceIsBack();
    }

    @Test
    void theSameWhenTheHubDiesAgainAndAgainInTheMiddle() throws Exception {
        hub.create(WAVE_JOB);
        AtomicInteger deaths = new AtomicInteger();
        AtomicInteger life = new AtomicInteger(40);
        hub.make(dying(life, deaths));

        untilAllHaveEnded(() -> {
            life.set(40 + 10 * deaths.get());
            hub.make(dying(life, deaths));
        });

        assertThat(deaths.get()).isGreaterThan(5);
        hub.make(hub.database());
        stoppedInTheFirstWave();
        everyDeviceIsBack();
        System.out.println("the hub died " + deaths + " times in mid-wave");
    }

    @Test
    void twoHubsThatDriveOneJobTellEveryDeviceOnce() throws Exception {
        hub.create("{\"id\":\"v1-again\",\"packageId\":\"prod-a-1.0.0\",\"targets\":{\"all\":true}}");
        FirmwareJobs other = new FirmwareJobs(hub.database(), hub, hub.clock);
        ExecutorService hubs = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 400 && !hasEnded(); round++) {
                List<Future<?>> both = new ArrayList<>();
                for (FirmwareJobs each : List.of(hub.jobs, other)) {
                    both.add(hubs.submit(() -> {
                        each.drive();
                        return null;
                    }));
                }
                for (Future<?> each : both) {
                    each.get();
                }
                deliver();
                hub.clock.move(Duration.ofSeconds(5));
            }
        } finally {
            hubs.shutdown();
        }

        assertThat(hub.job("v1-again").path("state").asText()).isEqualTo("COMPLETED");
        assertThat(hub.count("select count(*) from service.firmware_history where job_id = 'v1-again'"
                        + " and to_status = 'QUEUED'"))
                .isEqualTo(DEVICES);
        assertThat(hub.count("select count(*) from service.firmware_history where job_id = 'v1-again'"
                        + " and to_status = 'SUCCEEDED'"))
                .isEqualTo(DEVICES);
    }

    private void stoppedInTheFirstWave() throws Exception {
        JsonNode job = hub.job("v2");
        System.out.println(
                "v2: " + job.path("counters") + " " + job.path("comment").asText());
        assertThat(job.path("state").asText()).isEqualTo("CANCELED");
        assertThat(job.path("reasonCode").asText()).isEqualTo("TOO_MANY_FAILURES");
        assertThat(job.path("wave").asInt()).isEqualTo(1);
        assertThat(job.path("rollingBack").asBoolean()).isFalse();
        assertThat(job.path("counters").path("CANCELED").asInt()).isGreaterThanOrEqualTo(950);
        assertThat(job.path("counters").has("IN_PROGRESS")).isFalse();
        assertThat(job.path("rollbacks")).hasSize(1);
        JsonNode back = hub.job(job.path("rollbacks").get(0).asText());
        System.out.println("back: " + back.path("counters"));
        assertThat(back.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(back.path("packageId").asText()).isEqualTo("prod-a-1.0.0");
    }

    private void everyDeviceIsBack() throws Exception {
        assertThat(fleet.runs)
                .hasSize(DEVICES)
                .allSatisfy((thing, version) -> assertThat(version).isEqualTo(GOOD));
        assertThat(hub.count("select count(*) from service.device_firmware where current_version = '1.0.0'"
                        + " and last_good_version = '1.0.0'"))
                .isEqualTo(DEVICES);
        assertThat(hub.count("select count(*) from service.firmware_execution where status in"
                        + " ('WAITING', 'QUEUED', 'IN_PROGRESS') or due_at is not null"))
                .isZero();
        assertThat(hub.count("select count(*) from service.firmware_job where due_at is not null"))
                .isZero();
        assertThat(hub.count("select count(*) from service.firmware_message")).isZero();
    }

    private boolean hasEnded() throws Exception {
        return hub.count("select count(*) from service.firmware_job where due_at is not null") == 0;
    }

    /** Drives and delivers until no job is open; a hub that dies on the way is made anew. */
    private void untilAllHaveEnded(Runnable afterDeath) throws Exception {
        for (int round = 0; round < 3000; round++) {
            try {
                hub.jobs.drive();
                deliver();
                if (hasEnded() && hub.count("select count(*) from service.firmware_message") == 0) {
                    return;
                }
            } catch (SQLException death) {
                if (!KILLED.equals(death.getMessage())) {
                    throw death;
                }
                afterDeath.run();
            }
            hub.clock.move(Duration.ofSeconds(10));
        }
        throw new AssertionError("still open after 3000 rounds");
    }

    private void deliver() throws Exception {
        for (DeviceMessage message : hub.messages.next()) {
            fleet.take(message);
            hub.messages.sent(message);
        }
    }

    /** A database whose connection breaks after so many statements, committed or not, as when the hub is killed. */
    private DataSource dying(AtomicInteger life, AtomicInteger deaths) {
        DataSource real = hub.database();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection connection = (Connection) method.invoke(real, arguments);
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, call, values) -> {
                                if (call.getName().equals("prepareStatement") && life.decrementAndGet() < 0) {
                                    deaths.incrementAndGet();
                                    connection.rollback();
                                    throw new SQLException(KILLED);
                                }
                                try {
                                    return call.invoke(connection, values);
                                } catch (InvocationTargetException problem) {
                                    throw problem.getCause();
                                }
                            });
                });
    }
}
