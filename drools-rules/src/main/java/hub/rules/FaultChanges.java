package hub.rules;

/** Where the life of faults reports what must be kept. */
interface FaultChanges {

    /** The alarm as published has changed. */
    void changed(Fault fault, long arrival);

    /** Only its memory has changed, and so much that it must be kept whole. */
    void remembered(Fault fault);

    /** Only its counters and clocks have changed. */
    void progressed(Fault fault);

    /** It is over and forgotten. */
    void removed(DeviceState device, Fault fault);

    /** Whether the store knows of open alarms that the memory does not. */
    boolean hasOrphans();

    /** An open alarm that the store knows of but the memory does not, taken out of that list; null when there is none. */
    Fault orphan(String deviceId, String rule);
}
