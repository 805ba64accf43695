package hub.adapters.cold;

import hub.adapters.S3Access;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import org.apache.iceberg.io.FileIO;

/** Iceberg's files on S3, or on anything that speaks its API. */
final class ObjectFiles {

    private ObjectFiles() {}

    static FileIO open(S3Access access) {
        return new S3FileIO(access::client, new S3FileIOProperties());
    }
}
