package hub.bench.journey;

import hub.bench.fleet.FleetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Gives each contender its turn in each round, all on one store that is emptied between them. */
public final class Comparison {
    /**
     * How large a comparison is.
     *
     * @param rounds turns of each contender
     * @param scale multiplies all counts of readings
     * @param warmUpSeconds how long each contender is first given readings at the fixed rate, so that its compiler comes to rest
     * @param latencySeconds length of the latency journey, 0 for none
     * @param devices simulated devices
     * @param connections TCP connections
     */
    public record Size(int rounds, double scale, int warmUpSeconds, int latencySeconds, int devices, int connections) {}

    private final Path home;
    private final Size size;
    private final JourneyTable throughput = new JourneyTable("As fast as each takes it");
    private final JourneyTable latency = new JourneyTable("At a fixed rate");
    private boolean clean = true;

    /** @param home the project's folder */
    public Comparison(Path home, Size size) {
        this.home = home;
        this.size = size;
    }

    /**
     * Runs all rounds and prints what came.
     *
     * @param names contenders, as {@link Contenders} knows them
     * @param result file for the tables
     * @return whether nothing was lost or doubled
     */
    public boolean run(List<String> names, Path result) throws Exception {
        List<Contender> contenders =
                names.stream().map(name -> Contenders.named(name, home)).toList();
        Path folder = Files.createTempDirectory("hub-bench-");
        System.out.println("logs in " + folder);
        try (StoreProgram store = StoreProgram.start(folder)) {
            for (int round = 1; round <= size.rounds(); round++) {
                for (Contender contender : contenders) {
                    System.out.println("round " + round + ": " + contender.name());
                    turn(contender, store, folder.resolve("round-" + round + "-" + contenders.indexOf(contender)));
                }
            }
        }
        String text = Machine.describe() + "\n\n" + throughput.markdown() + latency.markdown();
        Files.createDirectories(result.toAbsolutePath().getParent());
        Files.writeString(result, text);
        System.out.println(text);
        return clean;
    }

    private void turn(Contender contender, StoreProgram store, Path folder) throws Exception {
        store.forget();
        Contender.Load load = contender.load();
        try (Contender.Running running = contender.start(store.uri(), folder, size)) {
            FleetPlan plan = running.plan().fleet(size.devices(), size.connections());
            Journey journey = new Journey(running.ownStore().orElse(store), running.program(), plan.newFleet());
            journey.measure(plan.load(0, scaled(load.warmUp()), 60));
            if (size.warmUpSeconds() > 0) {
                journey.measure(plan.load(load.rate(), 0, size.warmUpSeconds()));
            }
            if (size.latencySeconds() > 0) {
                String name = contender.name() + String.format(Locale.ROOT, ", %,.0f/s", load.rate());
                note(latency, name, journey.measure(plan.load(load.rate(), 0, size.latencySeconds())));
            }
            note(throughput, contender.name(), journey.measure(plan.load(0, scaled(load.readings()), 120)));
        }
    }

    private void note(JourneyTable table, String name, Measurement measurement) throws IOException {
        table.add(name, measurement);
        clean &= measurement.lost() == 0 && measurement.duplicates() == 0;
        System.out.println("  " + JourneyTable.line(measurement));
    }

    private long scaled(long readings) {
        return Math.max(1, Math.round(readings * size.scale()));
    }
}
