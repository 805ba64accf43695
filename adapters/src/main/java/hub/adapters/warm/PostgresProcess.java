package hub.adapters.warm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's start and stop commands, and the process they leave running beside the hub. */
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 20;

    private final Path programs;
    private final Path folder;

    PostgresProcess(Path programs, Path folder) {
        this.programs = programs.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
    }

    Path data() {
        return folder.resolve("data");
    }

    void initialize(Path target, List<String> options) {
        var arguments = new ArrayList<>(List.of("-D", target.toString()));
        arguments.addAll(options);
        require(run("initdb", arguments), "PostgreSQL cannot prepare its data in " + target);
    }

    void start() {
        require(
                control("start", "-l", outputFile().toString(), "-t", Integer.toString(START_SECONDS)),
                "PostgreSQL does not start");
    }

    void stop() {
        if (running().isPresent() && !control("stop", "-m", "fast", "-t", Integer.toString(STOP_SECONDS))) {
            LOG.warn(
                    "PostgreSQL did not stop within {} s; it is told to stop at once and repairs itself at the next start",
                    STOP_SECONDS);
            control("stop", "-m", "immediate", "-t", Integer.toString(STOP_SECONDS));
        }
    }

    /** Stops the server of a hub that died without doing so. The caller holds the folder's lock, so that hub is gone. */
    void stopLeftBehind() {
        running().ifPresent(server -> {
            LOG.warn("A hub that was killed left PostgreSQL running (process {}); it is stopped now", server.pid());
            stop();
        });
    }

    /** The server that holds the data folder, as its own note says; a process number used by another program since does not count. */
    private Optional<ProcessHandle> running() {
        var note = data().resolve("postmaster.pid");
        try {
            return Files.exists(note)
                    ? ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(note).get(0).strip()))
                            .filter(ProcessHandle::isAlive)
                            .filter(this::servesThisFolder)
                    : Optional.empty();
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException unreadable) {
            LOG.warn("The note {} cannot be read, so no server is assumed to run", note, unreadable);
            return Optional.empty();
        }
    }

    private boolean servesThisFolder(ProcessHandle process) {
        var workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return process.info().command().orElse("").contains("postgres")
                    && (Files.notExists(workingFolder) || Files.isSameFile(workingFolder, data()));
        } catch (IOException hidden) {
            LOG.debug("The working folder of process {} is not shown to the hub", process.pid(), hidden);
            return true;
        }
    }

    private boolean control(String action, String... options) {
        var arguments = new ArrayList<>(List.of(action, "-w", "-D", data().toString()));
        arguments.addAll(List.of(options));
        return run("pg_ctl", arguments);
    }

    private boolean run(String program, List<String> arguments) {
        var command =
                new ArrayList<>(List.of(programs.resolve("bin").resolve(program).toString()));
        command.addAll(arguments);
        try {
            var builder = new ProcessBuilder(Unprivileged.command(folder, command))
                    .redirectErrorStream(true)
                    .redirectOutput(commandFile().toFile());
            return builder.start().waitFor() == 0;
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot run " + command.get(0), problem);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + command.get(0), stop);
        }
    }

    private void require(boolean success, String otherwise) {
        if (!success) {
            throw new IllegalStateException(otherwise + ": " + lastWords(outputFile(), commandFile()) + " (more in "
                    + folder.resolve("log") + ")");
        }
    }

    private static String lastWords(Path... files) {
        var words = new ArrayList<String>();
        for (var file : files) {
            try {
                words.addAll(Files.exists(file) ? Files.readAllLines(file) : List.of());
            } catch (IOException unreadable) {
                words.add("(cannot read " + file + ": " + unreadable.getMessage() + ")");
            }
        }
        return String.join(" | ", words.subList(Math.max(0, words.size() - 6), words.size()));
    }

    private Path outputFile() {
        return folder.resolve("start.log");
    }

    private Path commandFile() {
        return folder.resolve("command.log");
    }
}
