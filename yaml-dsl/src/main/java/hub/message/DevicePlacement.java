package hub.message;

/**
 * Where one device stood, and whose it was, for one span of time; a device that moved has several, so that each day's figures go to
 * the customer who had it then.
 *
 * @param deviceId the device
 * @param siteId the site, or empty while it stood nowhere known
 * @param customerId the site's customer in that span, or empty
 * @param timeZone the customer's time zone by its IANA name, {@code Asia/Seoul} unless the customer says otherwise; days are cut in it
 * @param from when the span begins, epoch milliseconds, inclusive; 0 for "since ever"
 * @param until when it ends, epoch milliseconds, exclusive; {@link Long#MAX_VALUE} while it lasts
 */
public record DevicePlacement(
        String deviceId, String siteId, String customerId, String timeZone, long from, long until) {}
