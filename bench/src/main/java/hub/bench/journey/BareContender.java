package hub.bench.journey;

import hub.bench.fleet.FleetPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The bare pipeline, with or without an answer to each frame. */
record BareContender(boolean acknowledges) implements Contender {
    @Override
    public String name() {
        return acknowledges ? "bare Netty + driver, answers after insert" : "bare Netty + driver, no answers";
    }

    @Override
    public Load load() {
        return new Load(200_000, 500_000, 5_000);
    }

    @Override
    public Running start(String storeUri, Path folder, Comparison.Size size) throws IOException, InterruptedException {
        int port = Ports.free();
        ChildProgram program = ChildProgram.java(
                BarePipeline.class,
                folder.resolve("bare.log"),
                List.of("-Xmx1g"),
                List.of(String.valueOf(port), storeUri, String.valueOf(acknowledges)));
        Ports.awaitOpen(port, program, 30);
        return new Running(program, FleetPlan.tcp("127.0.0.1", port).answers(acknowledges, false));
    }
}
