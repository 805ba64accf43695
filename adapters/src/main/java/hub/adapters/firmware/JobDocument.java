package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a device is told to do: the package in our words, and in ThingsBoard's for devices that know those. */
final class JobDocument {

    private final FirmwarePackages packages;

    JobDocument(FirmwarePackages packages) {
        this.packages = packages;
    }

    /** The document of an execution, with a fresh download address. */
    Map<String, Object> of(Session session, String jobId) throws SQLException {
        FirmwareJob job = JobRows.find(session, jobId).orElseThrow();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("operation", "update-firmware");
        document.put("rollback", job.rollback());
        Optional<FirmwarePackage> found = PackageRows.find(session, job.packageId());
        found.ifPresent(firmware -> {
            String url = packages.address(firmware);
            document.put("package", described(firmware, url));
            document.put("fw_title", firmware.productId());
            document.put("fw_version", firmware.version());
            document.put("fw_size", firmware.size());
            document.put("fw_checksum", firmware.sha256());
            document.put("fw_checksum_algorithm", "SHA256");
            document.put("fw_url", url);
        });
        return document;
    }

    private static Map<String, Object> described(FirmwarePackage firmware, String url) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", firmware.id());
        described.put("product", firmware.productId());
        described.put("version", firmware.version());
        described.put("size", firmware.size());
        described.put("sha256", firmware.sha256());
        described.put("signature", firmware.signature());
        described.put("fromVersions", firmware.fromVersions());
        described.put("hardware", firmware.hardware());
        described.put("url", url);
        return described;
    }
}
