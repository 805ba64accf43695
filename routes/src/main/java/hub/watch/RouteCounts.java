package hub.watch;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;

/** Reads the counters that Camel keeps of each route anyway, so that watching costs the messages nothing. */
final class RouteCounts {

    private static final String LOOSE = "other";

    private final CamelContext camel;

    RouteCounts(CamelContext camel) {
        this.camel = camel;
    }

    List<RouteCount> now() {
        ManagedCamelContext managed = camel.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        List<RouteCount> counts = new ArrayList<>();
        for (Route route : camel.getRoutes()) {
            ManagedRouteMBean counted = managed == null ? null : managed.getManagedRoute(route.getRouteId());
            if (counted != null && !route.isCreatedByKamelet()) {
                counts.add(count(route, counted));
            }
        }
        return counts;
    }

    private RouteCount count(Route route, ManagedRouteMBean counted) {
        try {
            Date failedAt = counted.getLastExchangeFailureTimestamp();
            return new RouteCount(
                    route.getRouteId(),
                    route.getGroup() == null ? LOOSE : route.getGroup(),
                    route.getDescription() == null ? "" : route.getDescription(),
                    String.valueOf(camel.getRouteController().getRouteStatus(route.getRouteId())),
                    counted.getExchangesTotal(),
                    counted.getExchangesFailed() + counted.getFailuresHandled(),
                    counted.getExchangesInflight(),
                    counted.getMeanProcessingTime(),
                    failedAt == null ? 0 : failedAt.getTime());
        } catch (Exception unreadable) {
            throw new IllegalStateException("the counters of " + route.getRouteId() + " cannot be read", unreadable);
        }
    }
}
