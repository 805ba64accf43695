package hub.master.sync;

/**
 * How far a source was followed.
 *
 * @param epoch grows whenever reading begins anew, because positions of before do not compare with those after
 * @param position the source's own (the LSN of PostgreSQL); 0 for a row that was read rather than told
 */
public record SyncPosition(int epoch, long position) {}
