package hub.adapters.upload;

import hub.adapters.S3Access;
import hub.adapters.TestingS3Mock;
import java.nio.file.Path;
import java.time.Clock;

/** Uploads through S3Mock, a server of the S3 API that others wrote. */
class S3MockUploadTest extends PresignedUploadTest {

    private TestingS3Mock server;

    @Override
    S3Access startStore(Path data, Clock time) throws Exception {
        server = TestingS3Mock.start(data);
        return server.access();
    }

    @Override
    void stopStore() throws Exception {
        server.close();
    }
}
