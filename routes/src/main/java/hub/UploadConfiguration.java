package hub;

import hub.adapters.ListeningPort;
import hub.adapters.upload.DeviceUploads;
import hub.adapters.upload.PresignedUpload;
import hub.adapters.upload.UploadSettings;
import hub.adapters.upload.server.EmbeddedObjects;
import hub.master.DeviceRegister;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
            HubSettings settings, @Value("${hub.upload.host}") String host, @Value("${hub.upload.port}") int port) {
        int settled = ListeningPort.settle(host, port, "hub.upload.port");
        return EmbeddedObjects.start(settings.data().resolve("uploads"), host, settled, Clock.systemUTC());
    }

    @Bean
    UploadSettings uploadSettings(
            @Value("${hub.upload.endpoint}") String endpoint,
            @Value("${hub.upload.region}") String region,
            @Value("${hub.upload.bucket}") String bucket,
            @Value("${hub.upload.access-key}") String accessKey,
            @Value("${hub.upload.secret-key}") String secretKey,
            @Value("${hub.upload.valid-for}") Duration validFor,
            @Value("${hub.upload.part-size}") DataSize partSize,
            ObjectProvider<EmbeddedObjects> embedded) {
        EmbeddedObjects server = embedded.getIfAvailable();
        URI address = endpoint.equals(AWS) ? null : server == null ? URI.create(endpoint) : server.endpoint();
        return new UploadSettings(
                address,
                region,
                bucket,
                server == null ? accessKey : server.accessKey(),
                server == null ? secretKey : server.secretKey(),
                validFor,
                partSize.toBytes(),
                UploadSettings.PURPOSES);
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
