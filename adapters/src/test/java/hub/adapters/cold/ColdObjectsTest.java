package hub.adapters.cold;

import static hub.adapters.cold.TestingCold.deliver;
import static hub.adapters.cold.TestingCold.readings;
import static hub.adapters.cold.TestingCold.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import hub.adapters.S3Access;
import hub.adapters.TestingS3Mock;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The warehouse on S3, as S3Mock plays it, and on an S3 that refuses. */
@org.junit.jupiter.api.Tag("long")
class ColdObjectsTest {
    private static final Instant NEXT_DAY = TestingCold.NOON.plus(Duration.ofDays(1));
    private static final String WAREHOUSE = "s3://cold/warehouse";

    @TempDir
    Path folder;

    private TestingS3Mock server;
    private HttpServer refusing;
    private TestingCold cold;

    @BeforeEach
    void open() throws Exception {
        server = TestingS3Mock.start(folder);
        S3Access.makeBucket(server.access().client(), "cold");
        refusing = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        refusing.createContext("/", call -> {
            byte[] body = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
                    .getBytes(StandardCharsets.UTF_8);
            call.getRequestBody().readAllBytes();
            call.sendResponseHeaders(403, call.getRequestMethod().equals("HEAD") ? -1 : body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        refusing.start();
        cold = new TestingCold(folder);
    }

    @AfterEach
    void close() throws Exception {
        cold.close();
        refusing.stop(0);
        server.close();
    }

    @Test
    void aBucketHoldsWhatAFolderHoldsAndARefusalLosesNothing() throws Exception {
        S3Access denied = new S3Access(
                Optional.of(
                        URI.create("http://127.0.0.1:" + refusing.getAddress().getPort())),
                "ap-northeast-2",
                "any",
                "any-secret");
        Switched files = new Switched(ObjectFiles.open(server.access()));
        ColdStore store = cold.keep(
                ColdStore.open(cold.settings(WAREHOUSE, server.access(), TestingCold.BUFFER), files, cold.clock));
        deliver(store, readings("prod-a", 0, 0, 20));
        store.commit();

        deliver(store, readings("prod-a", 0, 20, 20));
        files.to = ObjectFiles.open(denied);
        assertThatThrownBy(store::commit)
                .isInstanceOf(ColdException.class)
                .hasMessageContaining(WAREHOUSE)
                .hasMessageContaining("403")
                .hasMessageContaining("hub.cold.access-key");
        files.to = ObjectFiles.open(server.access());
        cold.clock.move(Duration.ofMinutes(2));
        store.commit();

        assertThat(rows(store, "telemetry")).isEqualTo(40);
        assertThat(new ColdFiles(store).plan("telemetry", null, null, null).files())
                .allMatch(file -> file.path().startsWith(WAREHOUSE + "/hub/telemetry/data/"));
        assertThat(TestingCold.all(store)).hasSize(40).doesNotHaveDuplicates();
        cold.clock.move(Duration.ofDays(1));
        assertThat(new ColdCare(store, cold.database(), cold.clock).tidy().toString())
                .contains("telemetry={filesMerged=2, into=1, rows=40");
        assertThat(store.remove(List.of("prod-a-3"), NEXT_DAY).rows()).containsEntry("telemetry", 2L);
    }

    /** Files that a test takes from one server to another. */
    private static final class Switched implements FileIO {
        private static final long serialVersionUID = 1L;
        private transient volatile FileIO to;

        Switched(FileIO to) {
            this.to = to;
        }

        @Override
        public InputFile newInputFile(String location) {
            return to.newInputFile(location);
        }

        @Override
        public OutputFile newOutputFile(String location) {
            return to.newOutputFile(location);
        }

        @Override
        public void deleteFile(String location) {
            to.deleteFile(location);
        }
    }
}
