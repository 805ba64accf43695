package hub.desk;

import hub.check.FileProblem;
import hub.reload.SafeRouteReload;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows why route files on disk are not what the hub runs. */
public final class RouteDesk {

    private final SafeRouteReload reload;

    public RouteDesk(SafeRouteReload reload) {
        this.reload = reload;
    }

    /** Every problem with its file and line; empty when disk and hub agree. */
    public Map<String, Object> problems() {
        return Map.of(
                "items",
                reload.status().problems().stream().map(RouteDesk::shape).toList());
    }

    private static Map<String, Object> shape(FileProblem problem) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("file", problem.file());
        if (problem.line() > 0) {
            shape.put("line", problem.line());
        }
        shape.put("message", problem.message());
        return shape;
    }
}
