package hub.bench.journey;

import hub.bench.fleet.FleetPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A program that takes the same frames to the same store, so that it can be compared with others. */
interface Contender {
    /** Short name for the table. */
    String name();

    /** How much load it can stand in a bench of reasonable length. */
    Load load();

    /**
     * Starts it and waits until it takes readings.
     *
     * @param storeUri the store, empty at this moment
     * @param folder for its files and logs, its own
     * @param size how many devices and connections will come
     */
    Running start(String storeUri, Path folder, Comparison.Size size) throws IOException, InterruptedException;

    /**
     * Loads of one contender.
     *
     * @param warmUp readings before measuring, as fast as taken
     * @param readings readings of the throughput journey
     * @param rate readings per second of the latency journey
     */
    record Load(long warmUp, long readings, double rate) {}

    /**
     * A started contender.
     *
     * @param program to be watched and closed
     * @param plan how to reach it; fleet and load are still free
     * @param ownStore the store it brought along instead of using the common one
     */
    record Running(ChildProgram program, FleetPlan plan, Optional<ObservedStore> ownStore) implements AutoCloseable {
        Running(ChildProgram program, FleetPlan plan) {
            this(program, plan, Optional.empty());
        }

        @Override
        public void close() {
            ownStore.ifPresent(ObservedStore::close);
            program.close();
        }
    }
}
