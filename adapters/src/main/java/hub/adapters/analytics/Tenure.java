package hub.adapters.analytics;

/**
 * Whose a device was for a span of time.
 *
 * @param from epoch milliseconds, inclusive
 * @param until epoch milliseconds, exclusive
 */
record Tenure(String customerId, String timeZone, long from, long until) {

    boolean touches(long begin, long end) {
        return from < end && until > begin;
    }

    boolean isSameOwner(Tenure other) {
        return customerId.equals(other.customerId) && timeZone.equals(other.timeZone);
    }
}
