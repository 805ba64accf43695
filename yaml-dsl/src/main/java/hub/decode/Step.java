package hub.decode;

/** One element of a layout, compiled: reads from where the reading stands and leaves it after what it read. */
@FunctionalInterface
interface Step {

    /** Runs, or throws a {@link DecodeProblem} when the frame cannot be understood. */
    void run(Reading reading);

    /** Several steps as one. */
    static Step all(Step[] steps) {
        if (steps.length == 1) {
            return steps[0];
        }
        return reading -> {
            for (Step step : steps) {
                step.run(reading);
            }
        };
    }
}
