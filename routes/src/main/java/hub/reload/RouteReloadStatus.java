package hub.reload;

import hub.check.FileProblem;
import java.time.Instant;
import java.util.List;

/**
 * What the hub runs and what it refused, for health, console and API.
 *
 * @param changedAt when routes were last changed
 * @param files the route files in force, by path
 * @param problems why files on disk are not in force; empty when disk and hub agree
 * @param missing paths of files of which nothing runs: neither the text on disk nor an earlier one
 */
public record RouteReloadStatus(
        Instant changedAt, List<FileInForce> files, List<FileProblem> problems, List<String> missing) {

    /**
     * A route file in force.
     *
     * @param path the file below {@code routes/}
     * @param version the version that runs
     * @param onDisk whether the file on disk says the same
     */
    public record FileInForce(String path, String version, boolean onDisk) {}

    /** Whether everything on disk is what runs. */
    public boolean clean() {
        return problems.isEmpty();
    }
}
