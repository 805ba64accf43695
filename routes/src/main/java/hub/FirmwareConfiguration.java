package hub;

import hub.adapters.S3Access;
import hub.adapters.firmware.DeviceFleet;
import hub.adapters.firmware.DeviceJobs;
import hub.adapters.firmware.FirmwareContent;
import hub.adapters.firmware.FirmwareJobs;
import hub.adapters.firmware.FirmwareMessages;
import hub.adapters.firmware.FirmwarePackages;
import hub.adapters.firmware.FirmwareSettings;
import hub.adapters.firmware.JobDoor;
import hub.adapters.firmware.OtaReports;
import hub.master.Device;
import hub.master.DeviceRegister;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** The beans behind firmware over the air. */
@Configuration(proxyBeanMethods = false)
class FirmwareConfiguration {

    @Bean
    DeviceFleet deviceFleet(DeviceRegister register) {
        return new DeviceFleet() {
            @Override
            public Optional<String> productOf(String deviceId) {
                return register.device(deviceId).map(Device::productId);
            }

            @Override
            public List<String> ofProduct(String productId) {
                return register.after("")
                        .filter(device -> device.productId().equals(productId))
                        .map(Device::deviceId)
                        .toList();
            }
        };
    }

    @Bean
    FirmwareSettings firmwareSettings(
            S3Access fileStore,
            @Value("${hub.firmware.directory}") Path directory,
            @Value("${hub.firmware.bucket}") String bucket,
            @Value("${hub.upload.part-size}") DataSize partSize,
            @Value("${hub.firmware.public-key}") String publicKey,
            @Value("${hub.firmware.max-size}") long largest,
            @Value("${hub.firmware.public-url}") String publicUrl,
            @Value("${hub.firmware.url-validity}") Duration validity) {
        Optional<FirmwareSettings.Bucket> place = bucket.isEmpty()
                ? Optional.empty()
                : Optional.of(new FirmwareSettings.Bucket(fileStore, bucket, partSize.toBytes()));
        return new FirmwareSettings(directory, place, publicKey, largest, publicUrl, validity);
    }

    @Bean(destroyMethod = "close")
    FirmwarePackages firmwarePackages(DataSource warmDataSource, FirmwareSettings settings, Clock clock) {
        return new FirmwarePackages(warmDataSource, settings, clock);
    }

    @Bean
    FirmwareJobs firmwareJobs(DataSource warmDataSource, DeviceFleet fleet, Clock clock) {
        return new FirmwareJobs(warmDataSource, fleet, clock);
    }

    @Bean
    DeviceJobs deviceJobs(
            DataSource warmDataSource,
            FirmwarePackages packages,
            @Value("${hub.firmware.requests-per-second}") int requestsPerSecond,
            Clock clock) {
        return new DeviceJobs(warmDataSource, packages, requestsPerSecond, clock);
    }

    @Bean
    FirmwareMessages firmwareMessages(DataSource warmDataSource, FirmwarePackages packages, Clock clock) {
        return new FirmwareMessages(warmDataSource, packages, clock);
    }

    @Bean
    FirmwareContent firmwareContent(DataSource warmDataSource, FirmwarePackages packages) {
        return new FirmwareContent(warmDataSource, packages);
    }

    @Bean
    OtaReports otaReports(DataSource warmDataSource, DeviceJobs jobs, DeviceFleet fleet, Clock clock) {
        return new OtaReports(warmDataSource, jobs, fleet, clock);
    }

    @Bean
    JobDoor jobDoor(DeviceJobs jobs) {
        return new JobDoor(jobs);
    }
}
