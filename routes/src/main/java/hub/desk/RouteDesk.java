package hub.desk;

import hub.check.FileProblem;
import hub.check.RouteFile;
import hub.reload.RouteReloadStatus;
import hub.reload.RouteVersion;
import hub.reload.RouteVersions;
import hub.reload.SafeRouteReload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows why route files on disk are not what the hub runs, what was in force before, and brings that back. */
public final class RouteDesk {

    private static final Logger AUDIT = LoggerFactory.getLogger("hub.audit");

    private final SafeRouteReload reload;
    private final RouteVersions versions;
    private final Path folder;

    /**
     * @param versions every text that was in force
     * @param folder the {@code routes} folder
     */
    public RouteDesk(SafeRouteReload reload, RouteVersions versions, Path folder) {
        this.reload = reload;
        this.versions = versions;
        this.folder = folder;
    }

    /** Every text that was in force for a route's file, newest first; the first one is. */
    public Map<String, Object> versions(String id) {
        String path = path(id);
        List<Map<String, Object>> items = new ArrayList<>();
        for (RouteVersion version : versions.of(path)) {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("id", id);
            shape.put("file", "routes/" + path);
            shape.put("version", version.version());
            shape.put("at", version.at().toString());
            shape.put("active", items.isEmpty());
            shape.put("text", version.text());
            items.add(shape);
        }
        return Map.of("items", items);
    }

    /**
     * Writes an earlier text back to the route's file, from where it comes into force within a second.
     *
     * @param body names the {@code version}
     * @throws IllegalStateException when that text could not come into force now; nothing is changed then
     */
    public Map<String, Object> rollback(String id, Map<String, Object> body, String user) throws IOException {
        String path = path(id);
        String wanted = String.valueOf(body.get("version"));
        RouteVersion version = versions.of(path).stream()
                .filter(each -> each.version().equals(wanted) && !each.text().isEmpty())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("routes/" + path + " never was '" + wanted + "'"));
        List<FileProblem> problems = reload.tryOut(path, version.text());
        if (!problems.isEmpty()) {
            throw new IllegalStateException("version " + wanted + " does not fit today's other files: " + problems);
        }
        Path draft = Files.createTempFile(folder.resolve(path).getParent(), ".rollback", ".draft");
        Files.writeString(draft, version.text());
        Files.move(draft, folder.resolve(path), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        AUDIT.info("routes/{} rolled back to version {} by {}", path, wanted, user);
        return Map.of("id", id, "file", "routes/" + path, "version", wanted);
    }

    /** The file of a route; only files that the hub runs are meant, so no name leads elsewhere. */
    private String path(String id) {
        return reload.status().files().stream()
                .map(RouteReloadStatus.FileInForce::path)
                .filter(each -> each.equals(id + RouteFile.SUFFIX) || each.endsWith("/" + id + RouteFile.SUFFIX))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no route file '" + id + "' is in force"));
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
