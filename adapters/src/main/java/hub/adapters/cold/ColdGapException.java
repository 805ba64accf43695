package hub.adapters.cold;

/** Says that a follower of the cold store was away for so long that the states it missed are not kept any more. */
public final class ColdGapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ColdGapException(long snapshotId) {
        super("the snapshot " + snapshotId + " of telemetry is not kept any more; compute anew from the whole table,"
                + " or keep snapshots longer (hub.cold.keep-snapshots)");
    }
}
