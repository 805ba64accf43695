package hub;

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
    FirmwarePackages firmwarePackages(
            DataSource warmDataSource,
            @Value("${hub.firmware.directory}") Path directory,
            @Value("${hub.firmware.public-key}") String publicKey,
            @Value("${hub.firmware.max-size}") long largest,
            @Value("${hub.firmware.public-url}") String publicUrl,
            @Value("${hub.firmware.url-validity}") Duration validity,
            Clock clock) {
        return new FirmwarePackages(
                warmDataSource, new FirmwareSettings(directory, publicKey, largest, publicUrl, validity), clock);
    }

    @Bean
    FirmwareJobs firmwareJobs(DataSource warmDataSource, DeviceFleet fleet, Clock clock) {
        return new FirmwareJobs(warmDataSource, fleet, clock);
    }

    @Bean
    DeviceJobs deviceJobs(DataSource warmDataSource, FirmwarePackages packages, Clock clock) {
        return new DeviceJobs(warmDataSource, packages, clock);
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
