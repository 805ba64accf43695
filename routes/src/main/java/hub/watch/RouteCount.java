package hub.watch;

/**
 * What Camel has counted of one route since it was started.
 *
 * @param stage the folder of its file
 * @param total exchanges that ended, well or not
 * @param failed those that failed, whether or not somebody took care of them
 * @param inflight those at work now
 * @param meanMillis how long one takes
 * @param failedAt epoch milliseconds of the last failure, or 0
 */
record RouteCount(
        String id,
        String stage,
        String description,
        String state,
        long total,
        long failed,
        long inflight,
        long meanMillis,
        long failedAt) {}
