package hub.adapters.hot;

import hub.adapters.hot.server.HotServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The embedded server in a process of its own, so that a test can kill it. */
final class TestingServer implements AutoCloseable {
    private final Process process;
    private final String uri;

    private TestingServer(Process process, String uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Runs in the child: serves the folder until the process is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        HotServer server = HotServer.start(Path.of(arguments[0]), 0, false);
        System.out.println(server.uri());
        Thread.currentThread().join();
    }

    static TestingServer start(Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingServer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("mongodb://")) {
            line = output.readLine();
        }
        return new TestingServer(process, line);
    }

    String uri() {
        return uri;
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
