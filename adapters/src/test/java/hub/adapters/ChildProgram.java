package hub.adapters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A main class in a JVM of its own, so a test can let it die the way a power switch would. */
public final class ChildProgram implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildProgram(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Runs a main class on the class path of the test. */
    public static ChildProgram start(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildProgram(
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The next line the program prints that begins with a word, without that word. */
    public String awaitLine(String word) {
        return lines().filter(line -> line.startsWith(word))
                .findFirst()
                .map(line -> line.substring(word.length()).strip())
                .orElseThrow(() -> new AssertionError("The program ended without printing " + word));
    }

    /** Ends the program as {@code kill -9} does and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private Stream<String> lines() {
        return Stream.generate(this::line).takeWhile(line -> line != null);
    }

    private String line() {
        try {
            return output.readLine();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
