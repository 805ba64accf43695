package hub.adapters.firmware;

import hub.adapters.S3Access;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The contents of packages in a bucket, which hubs share; devices fetch them there. */
final class PackageObjects implements PackageContent, AutoCloseable {

    private final FirmwareSettings.Bucket bucket;
    private final Duration validity;
    private final S3Client client;
    private final S3Presigner presigner;
    private volatile boolean bucketKnown;

    /** @param validity how long an address is good */
    PackageObjects(FirmwareSettings.Bucket bucket, Duration validity) {
        this.bucket = bucket;
        this.validity = validity;
        this.client = bucket.access().client();
        this.presigner = bucket.access().presigner();
    }

    @Override
    public void keep(Path content, String sha256) throws IOException {
        long size = Files.size(content);
        if (has(sha256, size)) {
            return;
        }
        if (size > bucket.partSize()) {
            keepInParts(content, sha256);
        } else {
            client.putObject(request -> request.bucket(bucket.name()).key(key(sha256)), RequestBody.fromFile(content));
        }
    }

    private boolean has(String sha256, long size) {
        if (!bucketKnown) {
            S3Access.makeBucket(client, bucket.name());
            bucketKnown = true;
        }
        try {
            return client.headObject(request -> request.bucket(bucket.name()).key(key(sha256)))
                            .contentLength()
                    == size;
        } catch (NoSuchKeyException missing) {
            return false;
        }
    }

    private void keepInParts(Path content, String sha256) throws IOException {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(bucket.name()).key(key(sha256)))
                .uploadId();
        try (InputStream bytes = Files.newInputStream(content)) {
            List<CompletedPart> parts = new ArrayList<>();
            for (byte[] part = next(bytes); part.length > 0; part = next(bytes)) {
                parts.add(bring(sha256, upload, parts.size() + 1, part));
            }
            client.completeMultipartUpload(request -> request.bucket(bucket.name())
                    .key(key(sha256))
                    .uploadId(upload)
                    .multipartUpload(whole -> whole.parts(parts)));
        } catch (IOException | RuntimeException problem) {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket.name()).key(key(sha256)).uploadId(upload));
            throw problem;
        }
    }

    private byte[] next(InputStream bytes) throws IOException {
        return bytes.readNBytes((int) bucket.partSize());
    }

    private CompletedPart bring(String sha256, String upload, int number, byte[] part) {
        String tag = client.uploadPart(
                        request -> request.bucket(bucket.name())
                                .key(key(sha256))
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(part))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    @Override
    public void remove(String sha256) {
        client.deleteObject(request -> request.bucket(bucket.name()).key(key(sha256)));
    }

    @Override
    public InputStream open(String sha256, long from, long length) {
        return client.getObject(request ->
                request.bucket(bucket.name()).key(key(sha256)).range("bytes=" + from + "-" + (from + length - 1)));
    }

    @Override
    public Optional<String> address(FirmwarePackage firmware) {
        return Optional.of(presigner
                .presignGetObject(request -> request.signatureDuration(validity)
                        .getObjectRequest(get -> get.bucket(bucket.name()).key(key(firmware.sha256()))))
                .url()
                .toString());
    }

    private static String key(String sha256) {
        return "firmware/" + sha256 + ".bin";
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
    }
}
