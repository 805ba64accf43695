package hub.adapters.firmware;

import java.time.Instant;
import java.util.List;

/**
 * One version of a product's firmware.
 *
 * @param id names it
 * @param productId the product it is for
 * @param version its version
 * @param description for people
 * @param size in bytes
 * @param sha256 of the content, 64 hexadecimal digits
 * @param signature of the content, Base64, or empty
 * @param verified whether the signature was checked against the hub's public key
 * @param fromVersions the versions it can be installed on; empty: any
 * @param hardware the hardware it runs on; empty: any
 * @param uploadedBy who brought it
 * @param uploadedAt when
 */
record FirmwarePackage(
        String id,
        String productId,
        String version,
        String description,
        long size,
        String sha256,
        String signature,
        boolean verified,
        List<String> fromVersions,
        List<String> hardware,
        String uploadedBy,
        Instant uploadedAt) {

    /** Why the package cannot go to a device, or empty; what is not known of a device does not speak against it. */
    String obstacle(String currentVersion, String deviceHardware) {
        if (!fromVersions.isEmpty() && !currentVersion.isEmpty() && !fromVersions.contains(currentVersion)) {
            return "version " + version + " can be installed on " + fromVersions + ", not on " + currentVersion;
        }
        if (!hardware.isEmpty() && !deviceHardware.isEmpty() && !hardware.contains(deviceHardware)) {
            return "version " + version + " is for hardware " + hardware + ", not for " + deviceHardware;
        }
        return "";
    }
}
