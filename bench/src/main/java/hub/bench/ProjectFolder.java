package hub.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of every command that starts hubs or reads the project's files. */
final class ProjectFolder {

    @Option(names = "--home", defaultValue = ".", description = "the project's folder")
    private Path home;

    Path path() {
        return home;
    }
}
