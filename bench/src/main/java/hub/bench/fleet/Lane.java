package hub.bench.fleet;

/** One connection of the fleet: sends the readings of its share of the devices until they end. */
interface Lane {
    /**
     * Sends all that the source gives, waits for the outstanding answers and closes the connection.
     *
     * @throws Exception when the receiver cannot be reached and the plan does not ask for reconnecting
     */
    void run(LaneSource source, Tally tally) throws Exception;
}
