package hub.bench.journey;

import hub.bench.fleet.FleetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Node-RED with one of the flows under {@code bench/node-red}, installed there by npm. */
record NodeRedContender(Path home, String flow, String name, Load load) implements Contender {
    private static final String PROGRAM = "node_modules/node-red/red.js";

    @Override
    public Running start(String storeUri, Path folder, Comparison.Size size) throws IOException, InterruptedException {
        Path program = home.resolve(PROGRAM).toAbsolutePath();
        if (!Files.exists(program)) {
            throw new IOException(program + " is missing: run 'npm ci' in " + home.toAbsolutePath());
        }
        Files.createDirectories(folder);
        Path copy = folder.resolve(flow).toAbsolutePath();
        Files.copy(home.resolve(flow), copy);
        int port = Ports.free();
        List<String> command = List.of(
                "node",
                program.toString(),
                "--userDir",
                folder.toAbsolutePath().toString(),
                "--settings",
                home.resolve("settings.js").toAbsolutePath().toString(),
                copy.toString());
        Map<String, String> environment = Map.of("BENCH_PORT", String.valueOf(port), "BENCH_STORE", storeUri);
        ChildProgram started = ChildProgram.start(command, home, environment, folder.resolve("node-red.log"), false);
        Ports.awaitOpen(port, started, 60);
        return new Running(started, FleetPlan.tcp("127.0.0.1", port).answers(false, false));
    }
}
