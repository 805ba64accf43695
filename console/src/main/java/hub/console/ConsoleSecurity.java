package hub.console;

import static hub.console.AccessRule.allow;
import static hub.console.AccessRule.open;
import static hub.console.Role.ANALYST;
import static hub.console.Role.CUSTOMER;
import static hub.console.Role.LAB;
import static hub.console.Role.OPERATOR;
import static hub.console.Role.SERVICE;
import static hub.console.Role.TECHNICIAN;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The only place that says who may call which path: what no line allows is denied.
 *
 * <p>Devices do not appear here: {@code /ingest/**} asks for a device key, and so does {@code /things/**} where
 * one is sent, see {@link DeviceKeys}.
 */
public final class ConsoleSecurity {

    private static final Set<Role> EVERYBODY = Role.all();
    private static final Set<Role> STAFF = EnumSet.of(SERVICE, LAB, OPERATOR, ANALYST);
    private static final Set<Role> FIELD = EnumSet.of(SERVICE, OPERATOR, TECHNICIAN);
    private static final String API = "/api/v1";

    /** The first line that matches decides. */
    public static final List<AccessRule> RULES = List.of(
            open("GET", "/login"),
            open("POST", "/login"),
            open("GET", "/actuator/health"),
            open("HEAD", "/actuator/health"),
            open("GET", "/actuator/health/liveness"),
            open("GET", "/actuator/health/readiness"),
            allow("GET", "/", EVERYBODY),
            allow("GET", "/icon.svg", EVERYBODY),
            allow("GET", "/assets/**", EVERYBODY),
            allow("GET", "/service/**", SERVICE),
            allow("GET", "/lab/**", LAB),
            allow("GET", "/customer/**", CUSTOMER),
            allow("GET", "/operator/**", OPERATOR),
            allow("GET", "/analyst/**", ANALYST),
            allow("GET", "/technician/**", TECHNICIAN),
            allow("POST", "/logout", EVERYBODY),
            allow("GET", API + "/me", EVERYBODY),
            allow("GET", API + "/openapi.yaml", EVERYBODY),
            allow("GET", API + "/docs/**", EVERYBODY),
            allow("GET", API + "/devices", EVERYBODY),
            allow("POST", API + "/devices", OPERATOR),
            allow("GET", API + "/devices/{id}", EVERYBODY),
            allow("PUT", API + "/devices/{id}", OPERATOR),
            allow("DELETE", API + "/devices/{id}", OPERATOR),
            allow("DELETE", API + "/devices/{id}/claim", OPERATOR),
            allow("GET", API + "/devices/{id}/telemetry", EVERYBODY),
            allow("GET", API + "/devices/{id}/latest", EVERYBODY),
            allow("GET", API + "/devices/{id}/alarms", EVERYBODY),
            allow("GET", API + "/devices/{id}/commands", EVERYBODY),
            allow("GET", API + "/customers", SERVICE, LAB, OPERATOR, ANALYST, CUSTOMER),
            allow("GET", API + "/sites", SERVICE, LAB, OPERATOR, ANALYST, CUSTOMER),
            allow("GET", API + "/sync", SERVICE, OPERATOR, ANALYST),
            allow("GET", API + "/sync/drift", SERVICE, OPERATOR, ANALYST),
            allow("POST", API + "/sync/drift", OPERATOR),
            allow("POST", API + "/sync/snapshots", OPERATOR),
            allow("POST", API + "/devices/{id}/commands", SERVICE, OPERATOR),
            allow("GET", API + "/commands/{id}", EVERYBODY),
            allow("DELETE", API + "/commands/{id}", SERVICE, OPERATOR),
            allow("GET", API + "/devices/{id}/shadow", EVERYBODY),
            allow("GET", API + "/alarms", EVERYBODY),
            allow("GET", API + "/alarms/{id}", EVERYBODY),
            allow("POST", API + "/alarms/{id}/ack", FIELD),
            allow("POST", API + "/alarms/{id}/clear", FIELD),
            allow("POST", API + "/alarms/{id}/comment", FIELD),
            allow("POST", API + "/alarms/{id}/shelve", SERVICE, OPERATOR),
            allow("GET", API + "/alarms/{id}/response", EVERYBODY),
            allow("POST", API + "/alarms/{id}/actions", SERVICE, OPERATOR),
            allow("POST", API + "/alarms/{id}/approve", SERVICE, OPERATOR),
            allow("POST", API + "/alarms/{id}/deny", SERVICE, OPERATOR),
            allow("GET", API + "/response/statistics", STAFF),
            allow("GET", API + "/response/switches", STAFF),
            allow("PUT", API + "/response/switches", OPERATOR),
            allow("GET", API + "/formulas", STAFF),
            allow("POST", API + "/formulas", LAB, OPERATOR),
            allow("GET", API + "/formulas/{id}", STAFF),
            allow("GET", API + "/formulas/{id}/versions", STAFF),
            allow("POST", API + "/formulas/{id}/try", LAB, OPERATOR),
            allow("POST", API + "/formulas/{id}/publish", LAB, OPERATOR),
            allow("POST", API + "/formulas/{id}/rollback", LAB, OPERATOR),
            allow("GET", API + "/formulas/{id}/recompute", STAFF),
            allow("POST", API + "/formulas/{id}/recompute", LAB, OPERATOR),
            allow("GET", API + "/analysis/formulas/{id}/daily", SERVICE, LAB, OPERATOR, ANALYST, CUSTOMER),
            allow("GET", API + "/schedules", STAFF),
            allow("GET", API + "/schedules/{name}", STAFF),
            allow("POST", API + "/schedules/{name}/run", OPERATOR),
            allow("GET", API + "/dead-letters", OPERATOR),
            allow("POST", API + "/dead-letters/retry", OPERATOR),
            allow("GET", API + "/dead-letters/{id}", OPERATOR),
            allow("PUT", API + "/dead-letters/{id}", OPERATOR),
            allow("POST", API + "/dead-letters/{id}/retry", OPERATOR),
            allow("GET", API + "/products", STAFF),
            allow("POST", API + "/products", OPERATOR),
            allow("GET", API + "/products/{id}", STAFF),
            allow("GET", API + "/products/{id}/versions", STAFF),
            allow("POST", API + "/products/{id}/try", STAFF),
            allow("GET", API + "/products/{id}/provisioning", OPERATOR),
            allow("PUT", API + "/products/{id}/provisioning", OPERATOR),
            allow("GET", API + "/products/{id}/claims", OPERATOR),
            open("POST", API + "/provision"),
            allow("GET", API + "/rule-tables", STAFF),
            allow("GET", API + "/rule-tables/problems", OPERATOR, ANALYST),
            allow("GET", API + "/routes/problems", OPERATOR),
            allow("GET", API + "/dispatch-orders", SERVICE, OPERATOR, TECHNICIAN, CUSTOMER),
            allow("POST", API + "/dispatch-orders", SERVICE, OPERATOR),
            allow("GET", API + "/dispatch-orders/{id}", SERVICE, OPERATOR, TECHNICIAN, CUSTOMER),
            allow("DELETE", API + "/dispatch-orders/{id}", SERVICE, OPERATOR),
            allow("POST", API + "/dispatch-orders/{id}/{step}", FIELD),
            allow("GET", API + "/technicians", FIELD),
            allow("GET", API + "/technicians/{id}/schedule", FIELD),
            allow("PUT", API + "/technicians/{id}/schedule", SERVICE),
            allow("GET", API + "/resolution-codes", FIELD),
            allow("GET", API + "/reports/service", SERVICE, OPERATOR, ANALYST),
            allow("POST", API + "/uploads", FIELD),
            allow("GET", API + "/uploads/{id}", SERVICE, OPERATOR, TECHNICIAN, CUSTOMER),
            allow("POST", API + "/uploads/{id}/complete", FIELD),
            allow("GET", API + "/notices", SERVICE, OPERATOR),
            allow("GET", API + "/notices/counts", SERVICE, OPERATOR),
            allow("GET", API + "/notices/{id}", SERVICE, OPERATOR),
            allow("POST", API + "/notices/{id}/retry", SERVICE, OPERATOR),
            allow("GET", API + "/contacts", SERVICE, OPERATOR),
            allow("GET", API + "/contacts/{id}", SERVICE, OPERATOR),
            allow("PUT", API + "/contacts/{id}", SERVICE, OPERATOR),
            allow("GET", API + "/firmware/packages", STAFF),
            allow("POST", API + "/firmware/packages", OPERATOR),
            allow("GET", API + "/firmware/packages/{id}", STAFF),
            allow("DELETE", API + "/firmware/packages/{id}", OPERATOR),
            open("GET", API + "/firmware/packages/{id}/content"),
            allow("GET", API + "/firmware/jobs", STAFF),
            allow("POST", API + "/firmware/jobs", OPERATOR),
            allow("GET", API + "/firmware/jobs/{id}", STAFF),
            allow("PUT", API + "/firmware/jobs/{id}", OPERATOR),
            allow("DELETE", API + "/firmware/jobs/{id}", OPERATOR),
            allow("GET", API + "/firmware/jobs/{id}/executions", STAFF),
            allow("POST", API + "/firmware/jobs/{id}/pause", OPERATOR),
            allow("POST", API + "/firmware/jobs/{id}/resume", OPERATOR),
            allow("POST", API + "/firmware/jobs/{id}/cancel", OPERATOR),
            allow("POST", API + "/firmware/jobs/{id}/approve", OPERATOR),
            allow("POST", API + "/firmware/jobs/{id}/deny", OPERATOR),
            allow("GET", API + "/devices/{id}/firmware", EVERYBODY),
            allow("GET", API + "/history/alarms", EVERYBODY),
            allow("GET", API + "/history/commands", EVERYBODY),
            allow("GET", API + "/history/firmware", EVERYBODY),
            allow("GET", API + "/ageing", OPERATOR, LAB),
            allow("GET", API + "/legal-holds", OPERATOR),
            allow("POST", API + "/legal-holds", OPERATOR),
            allow("DELETE", API + "/legal-holds/{id}", OPERATOR),
            allow("GET", API + "/deletions", OPERATOR),
            allow("POST", API + "/deletions", OPERATOR),
            allow("GET", API + "/deletions/{id}", OPERATOR),
            allow("POST", API + "/cold/query", LAB),
            allow("GET", API + "/cold/queries", LAB, OPERATOR),
            allow("DELETE", API + "/cold/queries/{id}", LAB, OPERATOR),
            allow("GET", API + "/cold/tables", LAB, OPERATOR),
            allow("GET", API + "/live", EVERYBODY),
            allow("GET", "/things/{thing}/shadow", SERVICE, LAB, OPERATOR),
            allow("POST", "/things/{thing}/shadow", OPERATOR),
            allow("DELETE", "/things/{thing}/shadow", OPERATOR),
            allow("GET", "/api/things/shadow/ListNamedShadowsForThing/{thing}", SERVICE, LAB, OPERATOR),
            allow("GET", "/hawtio/**", OPERATOR),
            allow("", "/actuator/**", OPERATOR));

    private ConsoleSecurity() {}
}
