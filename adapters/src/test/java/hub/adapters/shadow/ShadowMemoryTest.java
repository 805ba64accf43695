package hub.adapters.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import hub.adapters.hot.server.HotServer;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What 100,000 shadows cost when nothing else runs in the process; {@code -Dhub.long=true} runs it. */
@Tag("long")
@EnabledIfSystemProperty(named = "hub.long", matches = "true")
class ShadowMemoryTest {
    private static final int SHADOWS = 100_000;
    private static final int BATCH = 1_000;

    @TempDir
    Path folder;

    @Test
    void aHundredThousandShadowsLieOnDiskAndNotInTheHeap() throws Exception {
        try (HotServer server = HotServer.start(folder, 0, false);
                MongoClient client = MongoClients.create(server.uri())) {
            DeviceShadow shadows =
                    new DeviceShadow(client, null, TestingShadow.SETTINGS, thing -> true, Clock.systemUTC());
            answer(shadows, 1_000_000, 10_000);
            long heap = usedHeap();
            long resident = residentBytes();
            long disk = diskBytes();
            long begun = System.nanoTime();

            answer(shadows, 0, SHADOWS);

            double seconds = (System.nanoTime() - begun) / 1e9;
            long heapGrowth = usedHeap() - heap;
            System.out.printf(
                    "%,d shadows: heap %+,d bytes (%d a shadow), resident %+,d bytes (%d a shadow), disk %+,d bytes"
                            + " (%d a shadow); %,.0f updates/s%n",
                    SHADOWS,
                    heapGrowth,
                    heapGrowth / SHADOWS,
                    residentBytes() - resident,
                    (residentBytes() - resident) / SHADOWS,
                    diskBytes() - disk,
                    (diskBytes() - disk) / SHADOWS,
                    SHADOWS / seconds);
            assertThat(heapGrowth).as("bytes of heap").isLessThan(100L * SHADOWS);
        }
    }

    private static void answer(DeviceShadow shadows, int first, int count) {
        for (int from = first; from < first + count; from += BATCH) {
            List<RawFrame> batch = IntStream.range(from, from + BATCH)
                    .mapToObj(ShadowMemoryTest::update)
                    .toList();
            assertThat(shadows.answer(batch).history()).hasSize(BATCH);
        }
    }

    /** A reported state as devices send it, with something desired that differs. */
    private static RawFrame update(int number) {
        String body = "{\"state\":{\"desired\":{\"target\":22},\"reported\":{\"mode\":\"auto\",\"target\":21.5,"
                + "\"fan\":{\"speed\":" + number + ",\"on\":true}}}}";
        return new RawFrame(
                new StreamPosition(0, Integer.toString(number + 1)),
                "thing-" + number,
                "",
                "",
                "aws",
                "$aws/things/thing-" + number + "/shadow/update",
                "json",
                "shadow",
                1,
                "",
                body.getBytes(UTF_8));
    }

    private static long usedHeap() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    private long diskBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
