package hub.bench.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that the bench started and will stop: gently first, then with force, its children too. */
public final class ChildProgram implements AutoCloseable {
    private final Process process;
    private final Path log;
    private volatile Runnable afterwards = () -> {};

    private ChildProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param command program and arguments
     * @param folder where it runs
     * @param environment added to the bench's own
     * @param log receives its error output, and its output too unless {@code piped}
     * @param piped whether the bench reads the output itself
     */
    static ChildProgram start(
            List<String> command, Path folder, Map<String, String> environment, Path log, boolean piped)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!piped) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        builder.environment().putAll(environment);
        ChildProgram child = new ChildProgram(builder.start(), log);
        Runtime.getRuntime().addShutdownHook(new Thread(child::kill));
        return child;
    }

    /** Starts a class of the bench in a JVM of its own. */
    static ChildProgram java(Class<?> main, Path log, List<String> jvmOptions, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaCommand());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return start(command, Path.of("."), Map.of(), log, true);
    }

    static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What to do once the program has been stopped, also when the bench itself is. */
    void afterwards(Runnable task) {
        afterwards = task;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    Path log() {
        return log;
    }

    BufferedReader output() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** Sends one line to its input. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends the program at once, as a power cut would (SIGKILL); its children live on. */
    public void killAlone() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        try {
            process.getOutputStream().close();
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        afterwards.run();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        afterwards.run();
    }
}
