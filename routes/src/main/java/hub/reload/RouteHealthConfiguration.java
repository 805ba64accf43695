package hub.reload;

import hub.check.FileProblem;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shows refused route files in the hub's health. The hub stays up while an earlier version of each runs, and is down
 * when a file has nothing that runs.
 */
@Configuration(proxyBeanMethods = false)
class RouteHealthConfiguration {

    @Bean
    HealthIndicator routeFilesHealthIndicator(SafeRouteReload reload) {
        return () -> health(reload.status());
    }

    private static Health health(RouteReloadStatus status) {
        Health.Builder health = status.missing().isEmpty() ? Health.up() : Health.down();
        health.withDetail("inForce", status.files().size());
        health.withDetail("changedAt", status.changedAt().toString());
        if (!status.clean()) {
            health.withDetail(
                    "problems",
                    status.problems().stream().map(FileProblem::toString).toList());
        }
        if (!status.missing().isEmpty()) {
            health.withDetail("missing", status.missing());
        }
        return health.build();
    }
}
