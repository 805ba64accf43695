package hub;

import hub.adapters.ListeningPort;
import hub.adapters.S3Access;
import hub.adapters.upload.DeviceUploads;
import hub.adapters.upload.PresignedUpload;
import hub.adapters.upload.UploadSettings;
import hub.adapters.upload.server.EmbeddedObjects;
import hub.console.FileOrigins;
import hub.master.DeviceRegister;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** The beans that take files: presigned uploads, their store, and what devices are answered. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    private static final String AWS = "aws";

    /** Signatures are made and checked by the machine's own clock, whatever the hub's clock says. */
    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("'${hub.upload.endpoint:}'.isEmpty()")
    EmbeddedObjects embeddedObjects(
            HubSettings settings,
            @Value("${hub.upload.host}") String host,
            @Value("${hub.upload.port}") int port,
            @Value("${hub.upload.origins}") Set<String> origins) {
        int settled = ListeningPort.settle(host, port, "hub.upload.port");
        return EmbeddedObjects.start(settings.data().resolve("uploads"), host, settled, origins, Clock.systemUTC());
    }

    /** How the one store of files is reached that uploads and firmware share. */
    @Bean
    S3Access fileStore(
            @Value("${hub.upload.endpoint}") String endpoint,
            @Value("${hub.upload.region}") String region,
            @Value("${hub.upload.access-key}") String accessKey,
            @Value("${hub.upload.secret-key}") String secretKey,
            ObjectProvider<EmbeddedObjects> embedded) {
        EmbeddedObjects server = embedded.getIfAvailable();
        if (server != null) {
            return new S3Access(Optional.of(server.endpoint()), region, server.accessKey(), server.secretKey());
        }
        Optional<URI> address = endpoint.equals(AWS) ? Optional.empty() : Optional.of(URI.create(endpoint));
        return new S3Access(address, region, accessKey, secretKey);
    }

    /** Technicians' phones bring photos straight to the store, and the screens show them from there. */
    @Bean
    FileOrigins fileOrigins(S3Access fileStore, @Value("${hub.upload.bucket}") String bucket) {
        String origin = fileStore
                .endpoint()
                .map(address -> address.getScheme() + "://" + address.getAuthority())
                .orElse("https://" + bucket + ".s3." + fileStore.region() + ".amazonaws.com");
        return () -> List.of(origin);
    }

    @Bean
    UploadSettings uploadSettings(
            S3Access fileStore,
            @Value("${hub.upload.bucket}") String bucket,
            @Value("${hub.upload.valid-for}") Duration validFor,
            @Value("${hub.upload.part-size}") DataSize partSize) {
        return new UploadSettings(fileStore, bucket, validFor, partSize.toBytes(), UploadSettings.PURPOSES);
    }

    @Bean(destroyMethod = "close")
    PresignedUpload presignedUpload(DataSource warmDataSource, UploadSettings settings, Clock clock) {
        return new PresignedUpload(warmDataSource, settings, clock);
    }

    @Bean
    DeviceUploads deviceUploads(PresignedUpload uploads, DeviceRegister register, Clock clock) {
        return new DeviceUploads(uploads, device -> register.device(device).isPresent(), clock);
    }
}
