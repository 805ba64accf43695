package hub.adapters.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** The hub's end of one query's process. */
final class LabChild implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final OutputStream said;
    private final BufferedReader heard;
    private final AtomicReference<String> ended = new AtomicReference<>("");

    LabChild(Process process) {
        this.process = process;
        this.said = process.getOutputStream();
        this.heard = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    void say(Object what) throws IOException {
        said.write(JSON.writeValueAsBytes(what));
        said.write('\n');
        said.flush();
    }

    /**
     * The process's next word.
     *
     * @throws IOException when it ended without one; {@link #why()} may know why
     */
    Job.Word hear() throws IOException {
        String line = heard.readLine();
        while (line != null && !line.startsWith("{")) {
            line = heard.readLine(); // the Java machine may say something first
        }
        if (line == null) {
            throw new IOException("the query's process ended");
        }
        return JSON.readValue(line, Job.Word.class);
    }

    /** Ends the query, whatever it is doing; the first reason counts. */
    void end(String reason) {
        if (ended.compareAndSet("", reason)) {
            process.destroyForcibly();
        }
    }

    /** Why the query was ended, or empty when nobody did. */
    String why() {
        return ended.get();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
