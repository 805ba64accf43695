package hub.adapters.upload;

import hub.adapters.S3Access;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** The S3 calls that presigned uploads need. */
final class ObjectStore implements AutoCloseable {

    private final UploadSettings settings;
    private final S3Client client;
    private final S3Presigner presigner;
    private volatile boolean bucketKnown;

    ObjectStore(UploadSettings settings) {
        this.settings = settings;
        client = settings.store().client();
        presigner = settings.store().presigner();
    }

    private void makeBucket() {
        if (!bucketKnown) {
            S3Access.makeBucket(client, settings.bucket());
            bucketKnown = true;
        }
    }

    /** The URL to put one object to; its size and type are part of the signature. */
    Map<String, Object> put(String key, String contentType, long size) {
        makeBucket();
        PresignedPutObjectRequest signed =
                presigner.presignPutObject(request -> request.signatureDuration(settings.validFor())
                        .putObjectRequest(put -> put.bucket(settings.bucket())
                                .key(key)
                                .contentType(contentType)
                                .contentLength(size)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("method", "PUT");
        answer.put("url", signed.url().toString());
        Map<String, String> headers = new LinkedHashMap<>();
        signed.signedHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                headers.put(name, String.join(",", values));
            }
        });
        answer.put("headers", headers);
        return answer;
    }

    String beginParts(String key, String contentType) {
        makeBucket();
        return client.createMultipartUpload(
                        request -> request.bucket(settings.bucket()).key(key).contentType(contentType))
                .uploadId();
    }

    /** One URL for each part, in order. */
    List<Map<String, Object>> parts(String key, String multipart, long size) {
        List<Map<String, Object>> parts = new ArrayList<>();
        long at = 0;
        for (int number = 1; at < size; number++, at += settings.partSize()) {
            int part = number;
            long length = Math.min(settings.partSize(), size - at);
            URI url = URI.create(presigner
                    .presignUploadPart(request -> request.signatureDuration(settings.validFor())
                            .uploadPartRequest(upload -> upload.bucket(settings.bucket())
                                    .key(key)
                                    .uploadId(multipart)
                                    .partNumber(part)
                                    .contentLength(length)))
                    .url()
                    .toString());
            parts.add(Map.of("number", part, "offset", at, "size", length, "method", "PUT", "url", url.toString()));
        }
        return parts;
    }

    /** Puts the parts together; parts that are already together stay so. */
    void endParts(String key, String multipart) {
        try {
            List<CompletedPart> parts = client
                    .listParts(request ->
                            request.bucket(settings.bucket()).key(key).uploadId(multipart))
                    .parts()
                    .stream()
                    .map(part -> CompletedPart.builder()
                            .partNumber(part.partNumber())
                            .eTag(part.eTag())
                            .build())
                    .toList();
            if (parts.isEmpty()) {
                return;
            }
            client.completeMultipartUpload(request -> request.bucket(settings.bucket())
                    .key(key)
                    .uploadId(multipart)
                    .multipartUpload(whole -> whole.parts(parts)));
        } catch (NoSuchUploadException together) {
            bucketKnown = true;
        }
    }

    /** The object's size, if it is there. */
    OptionalLong size(String key) {
        try {
            return OptionalLong.of(client.headObject(
                            request -> request.bucket(settings.bucket()).key(key))
                    .contentLength());
        } catch (NoSuchKeyException missing) {
            return OptionalLong.empty();
        }
    }

    void copy(String from, String to) {
        client.copyObject(request -> request.sourceBucket(settings.bucket())
                .sourceKey(from)
                .destinationBucket(settings.bucket())
                .destinationKey(to));
    }

    InputStream read(String key) {
        return client.getObject(request -> request.bucket(settings.bucket()).key(key));
    }

    void delete(String key) {
        client.deleteObject(request -> request.bucket(settings.bucket()).key(key));
    }

    /** Forgets what was brought of an unfinished upload. */
    void forget(String key, String multipart) {
        if (!multipart.isEmpty()) {
            try {
                client.abortMultipartUpload(
                        request -> request.bucket(settings.bucket()).key(key).uploadId(multipart));
            } catch (NoSuchUploadException together) {
                bucketKnown = true;
            }
        }
        delete(key);
    }

    /** The URL to read a kept file from. */
    String get(String key, String contentType, String filename) {
        return presigner
                .presignGetObject(request -> request.signatureDuration(settings.validFor())
                        .getObjectRequest(get -> get.bucket(settings.bucket())
                                .key(key)
                                .responseContentType(contentType)
                                .responseContentDisposition("attachment; filename=\"" + filename + "\"")))
                .url()
                .toString();
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
    }
}
