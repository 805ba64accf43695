package hub.bench.living;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All living devices and their technician: one falls ill after the other, again and again, so that a hub has something to heal. */
public final class LivingFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LivingFleet.class);
    private static final long FIRST_SECONDS = 10;
    private static final long BETWEEN_SECONDS = 8;
    private static final long PULSE_SECONDS = 2;
    private static final long ROUND_SECONDS = 4;

    private final List<LivingDevice> devices = new ArrayList<>();
    private final ScheduledExecutorService time = Executors.newScheduledThreadPool(2);
    private final HubClient hub;
    private final long cycleSeconds;
    private final Clock clock;

    /**
     * @param each how many devices of each character
     * @param cycleSeconds how long until a device that was healed falls ill again
     */
    public LivingFleet(LivingHub target, int each, long cycleSeconds, Clock clock) {
        this.hub = new HubClient(target.api());
        this.cycleSeconds = cycleSeconds;
        this.clock = clock;
        for (int number = 1; number <= each; number++) {
            for (Character character : Character.values()) {
                String id = character.prefix() + number;
                DeviceLine line = new DeviceLine(id, target.mqttHost(), target.mqttPort(), target.secret());
                devices.add(new LivingDevice(id, character, line, time, clock));
            }
        }
    }

    /** Begins to live; returns at once. */
    public void begin() throws InterruptedException {
        hub.awaitUp();
        DemoFirmware.upload(hub, "fan-demo");
        devices.forEach(LivingDevice::begin);
        time.scheduleAtFixedRate(
                () -> guarded(() -> devices.forEach(LivingDevice::live)), 0, PULSE_SECONDS, TimeUnit.SECONDS);
        for (int number = 0; number < devices.size(); number++) {
            LivingDevice device = devices.get(number);
            time.scheduleAtFixedRate(
                    () -> guarded(device::fallIll),
                    FIRST_SECONDS + number * BETWEEN_SECONDS,
                    cycleSeconds,
                    TimeUnit.SECONDS);
        }
        TechnicianRounds rounds = new TechnicianRounds(hub, clock, this::repair);
        time.scheduleWithFixedDelay(() -> guarded(rounds::goOn), ROUND_SECONDS, ROUND_SECONDS, TimeUnit.SECONDS);
    }

    /** How many devices are in trouble now. */
    public long troubled() {
        return devices.stream().filter(LivingDevice::isTroubled).count();
    }

    private void repair(String deviceId) {
        devices.stream().filter(device -> device.id().equals(deviceId)).forEach(LivingDevice::repair);
    }

    /** A task that fails would never run again; so it says why and does. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException problem) {
            LOG.warn("the living fleet stumbled", problem);
        }
    }

    @Override
    public void close() {
        time.shutdownNow();
    }
}
