package hub.watch;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the counters that Camel keeps of each route anyway, so that watching costs the messages nothing; what is no route
 * file of its own does not count.
 */
final class RouteCounts {

    private static final Logger LOG = LoggerFactory.getLogger(RouteCounts.class);

    private final CamelContext camel;

    RouteCounts(CamelContext camel) {
        this.camel = camel;
    }

    List<RouteCount> now() {
        ManagedCamelContext managed = camel.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
        List<RouteCount> counts = new ArrayList<>();
        for (Route route : camel.getRoutes()) {
            ManagedRouteMBean counted = managed == null ? null : managed.getManagedRoute(route.getRouteId());
            if (counted != null && route.getGroup() != null && !route.isCreatedByKamelet()) {
                count(route, counted).ifPresent(counts::add);
            }
        }
        return counts;
    }

    /** Empty for a route that is being replaced at this very moment. */
    private Optional<RouteCount> count(Route route, ManagedRouteMBean counted) {
        try {
            Date failedAt = counted.getLastExchangeFailureTimestamp();
            return Optional.of(new RouteCount(
                    route.getRouteId(),
                    route.getGroup(),
                    route.getDescription() == null ? "" : route.getDescription(),
                    state(route),
                    counted.getExchangesTotal(),
                    counted.getExchangesFailed() + (isAsked(route) ? 0 : counted.getFailuresHandled()),
                    counted.getExchangesInflight(),
                    counted.getMeanProcessingTime(),
                    failedAt == null ? 0 : failedAt.getTime()));
        } catch (Exception gone) {
            LOG.debug("the counters of {} cannot be read", route.getRouteId(), gone);
            return Optional.empty();
        }
    }

    /** A question that is answered with what is wrong about it is no failure of the hub. */
    private static boolean isAsked(Route route) {
        return route.getGroup().equals("serve");
    }

    /** Camel's word, but {@code Standby} for a route that is meant to stand until it is needed. */
    private String state(Route route) {
        String state = String.valueOf(camel.getRouteController().getRouteStatus(route.getRouteId()));
        return state.equals("Stopped") && Boolean.FALSE.equals(route.isAutoStartup()) ? Stages.STANDBY : state;
    }
}
