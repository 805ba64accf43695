package hub.bench.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The bench's handle on its {@link StoreServer}, which runs beside it. */
final class StoreProgram implements ObservedStore {
    private final ChildProgram program;
    private final BufferedReader answers;
    private final int port;

    private StoreProgram(ChildProgram program, int port) {
        this.program = program;
        this.answers = program.output();
        this.port = port;
    }

    static StoreProgram start(Path logs) throws IOException {
        int port = Ports.free();
        ChildProgram program = ChildProgram.java(
                StoreServer.class,
                logs.resolve("store.log"),
                List.of("-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch"),
                List.of(String.valueOf(port)));
        StoreProgram store = new StoreProgram(program, port);
        store.expect("ready");
        return store;
    }

    @Override
    public String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    @Override
    public double cpuSeconds() throws IOException {
        return new ProcessTree(program.pid()).ownCpuSeconds();
    }

    @Override
    public StoreStatistics statistics() throws IOException {
        program.tell("statistics");
        return StoreStatistics.parse(line());
    }

    @Override
    public void reset() throws IOException {
        program.tell("reset");
        expect("done");
    }

    /** Drops everything stored. */
    void forget() throws IOException {
        program.tell("forget");
        expect("done");
    }

    private void expect(String wanted) throws IOException {
        String line = line();
        if (!wanted.equals(line)) {
            throw new IOException("the store says '" + line + "' instead of '" + wanted + "'; see " + program.log());
        }
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the store has ended; see " + program.log());
        }
        return line;
    }

    @Override
    public void close() {
        program.close();
    }
}
