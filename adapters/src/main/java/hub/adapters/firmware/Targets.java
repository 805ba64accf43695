package hub.adapters.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import hub.adapters.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Which devices a job goes to, and in which wave each of them is. */
final class Targets {

    private static final int SHOWN = 5;

    private final DeviceFleet fleet;

    Targets(DeviceFleet fleet) {
        this.fleet = fleet;
    }

    /**
     * The devices meant, without those of the product that the package does not fit.
     *
     * @throws IllegalArgumentException when a named device is unknown, of another product, or does not fit
     */
    List<String> of(Session session, JsonNode targets, FirmwarePackage firmware) throws SQLException {
        if (!targets.path("devices").isArray()) {
            String product = targets.path("product").asText(firmware.productId());
            require(
                    product.equals(firmware.productId()),
                    "package '" + firmware.id() + "' is for product " + firmware.productId() + ", not " + product);
            return fitting(session, firmware, fleet.ofProduct(product));
        }
        List<String> named = new ArrayList<>();
        targets.path("devices").forEach(each -> named.add(each.asText()));
        List<String> wrong = named.stream()
                .filter(device -> fleet.productOf(device)
                        .filter(firmware.productId()::equals)
                        .isEmpty())
                .toList();
        require(wrong.isEmpty(), "no registered devices of product " + firmware.productId() + ": " + some(wrong));
        List<String> obstacles = DeviceVersions.obstacles(session, firmware, named);
        require(obstacles.isEmpty(), some(obstacles));
        return named.stream().distinct().toList();
    }

    /** The devices of the product that the package fits. */
    static List<String> fitting(Session session, FirmwarePackage firmware, List<String> devices) throws SQLException {
        List<String> unfit = DeviceVersions.obstacles(session, firmware, devices).stream()
                .map(line -> line.substring(0, line.indexOf(": ")))
                .toList();
        return devices.stream().filter(device -> !unfit.contains(device)).toList();
    }

    /** The devices as they come, mixed so that a wave does not take all of one site, but always the same for one job. */
    static List<String> mixed(String jobId, List<String> devices) {
        return devices.stream()
                .sorted(Comparator.comparing(device -> digest(jobId + "/" + device)))
                .toList();
    }

    /** The wave of each of so many devices, as texts. */
    static List<String> waves(Waves waves, int devices) {
        List<Integer> ends = waves.ends(devices);
        List<String> numbers = new ArrayList<>(devices);
        int wave = 0;
        for (int place = 0; place < devices; place++) {
            while (place >= ends.get(wave)) {
                wave++;
            }
            numbers.add(Integer.toString(wave));
        }
        return numbers;
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String some(List<String> lines) {
        return String.join("; ", lines.subList(0, Math.min(SHOWN, lines.size())))
                + (lines.size() > SHOWN ? "; and " + (lines.size() - SHOWN) + " more" : "");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
