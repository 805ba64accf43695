package hub.adapters.lab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;

/** How the process of one query is started: with nothing but what it needs, nicely, and with limits that the system keeps. */
final class ChildCommand {
    /** What the Java machine and the engine map into memory besides the data, and never use much of. */
    private static final long MAPPED = 2_000_000_000L;

    private static final long KILOBYTE = 1024;
    private static final long BLOCK = 512;
    private static final Path SHELL = Path.of("/bin/sh");

    private final LabSettings settings;

    ChildCommand(LabSettings settings) {
        this.settings = settings;
    }

    /** @param problems takes what the process says when it fails for a reason of its own */
    Process start(Path problems) throws IOException {
        UnpackedDriver driver = UnpackedDriver.in(settings.folder().resolve("driver"), place(DuckDBDriver.class));
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            command.addAll(List.of(SHELL.toString(), "-c", limits() + "exec nice -n 5 \"$@\"", "lab"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx96m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompressedClassSpaceSize=32m",
                "-XX:ReservedCodeCacheSize=24m",
                "-Xlog:disable",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + settings.folder().resolve("crash.log"),
                "-Djava.io.tmpdir=" + settings.folder(),
                "-Djava.library.path=" + driver.folder(),
                "-cp",
                classPath(driver),
                LabProcess.class.getName()));
        ProcessBuilder process = new ProcessBuilder(command).redirectError(problems.toFile());
        process.environment().clear();
        process.environment().put("MALLOC_ARENA_MAX", "2");
        process.environment().put("PATH", "/usr/bin:/bin");
        return process.start();
    }

    private String limits() {
        long memory = (settings.memory() + MAPPED) / KILOBYTE;
        long file = Math.max(settings.exportBytes(), settings.answerBytes()) / BLOCK + 1;
        return "ulimit -v " + memory + "; ulimit -f " + file + "; ulimit -c 0; ";
    }

    private static String classPath(UnpackedDriver driver) {
        return Stream.of(LabProcess.class, ObjectMapper.class, JsonFactory.class, JsonCreator.class)
                .map(ChildCommand::place)
                .distinct()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator + driver.classes()));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the class path holds no file of " + type.getName(), impossible);
        }
    }
}
