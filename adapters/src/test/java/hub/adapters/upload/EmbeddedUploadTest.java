package hub.adapters.upload;

import static org.assertj.core.api.Assertions.assertThat;

import hub.adapters.upload.server.EmbeddedObjects;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uploads through the hub's own small server, which also checks every signature. */
class EmbeddedUploadTest extends PresignedUploadTest {

    private EmbeddedObjects server;

    @Override
    Store startStore(Path data, Clock time) {
        server = EmbeddedObjects.start(data, "127.0.0.1", 0, time);
        return new Store(server.endpoint(), server.accessKey(), server.secretKey());
    }

    @Override
    void stopStore() {
        server.close();
    }

    @Test
    void aForgedUrlOrAnotherSizeOrTypeIsRefused() throws Exception {
        byte[] photo = jpeg(700);
        Map<String, Object> promised = uploads().request(photo("p.jpg", photo), "lee");
        String url = (String) promised.get("url");

        assertThat(put(promised, jpeg(701))).isEqualTo(403);
        assertThat(send(url, Map.of("content-type", "text/html"), photo)).isEqualTo(403);
        assertThat(send(url.replace("incoming", "visit-photo"), Map.of("content-type", "image/jpeg"), photo))
                .isEqualTo(403);
        assertThat(send(url.substring(0, url.indexOf('?')), Map.of(), photo)).isEqualTo(403);
        assertThat(put(promised, photo)).isEqualTo(200);
    }
}
