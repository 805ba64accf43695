package hub.adapters;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * How doors reach a store of files: AWS S3 itself, or any server that speaks its API.
 *
 * @param endpoint the server; empty for AWS itself
 * @param region of the buckets
 * @param accessKey of the hub's account; empty takes the machine's own credentials
 * @param secretKey of that account
 */
public record S3Access(Optional<URI> endpoint, String region, String accessKey, String secretKey) {

    private static final int MISSING = 404;

    /** A client; when the store is away, its calls fail with {@link StoreAwayException}. */
    public S3Client client() {
        var builder = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .serviceConfiguration(style())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(new Away()))
                .httpClient(UrlConnectionHttpClient.create());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** Signs addresses that others may use for a while; asks nobody. */
    public S3Presigner presigner() {
        var builder = S3Presigner.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .serviceConfiguration(style());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** Makes a bucket unless it is there. */
    public static void makeBucket(S3Client client, String bucket) {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (S3Exception missing) {
            if (missing.statusCode() != MISSING) {
                throw missing;
            }
            client.createBucket(request -> request.bucket(bucket));
        }
    }

    private S3Configuration style() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(endpoint.isPresent())
                .chunkedEncodingEnabled(endpoint.isEmpty())
                .build();
    }

    private AwsCredentialsProvider credentials() {
        return accessKey.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    /** Tells a store that is away from one that says no. */
    private static final class Away implements ExecutionInterceptor {

        @Override
        public Throwable modifyException(Context.FailedExecution failed, ExecutionAttributes attributes) {
            Throwable problem = failed.exception();
            boolean away = problem instanceof SdkClientException
                    || problem instanceof AwsServiceException answer && answer.statusCode() >= 500;
            return away ? new StoreAwayException(problem) : problem;
        }
    }
}
