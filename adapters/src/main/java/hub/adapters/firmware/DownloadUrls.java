package hub.adapters.firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Addresses under which a package can be fetched without signing in, for a limited time. */
final class DownloadUrls {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final String publicUrl;
    private final byte[] key;
    private final Duration validity;
    private final Clock clock;

    /**
     * @param publicUrl the hub's address as devices see it, without a path
     * @param keyFile where the key lies beside the packages, so that hubs that share these share it too; made when missing
     */
    DownloadUrls(String publicUrl, Path keyFile, Duration validity, Clock clock) {
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
        this.key = key(keyFile);
        this.validity = validity;
        this.clock = clock;
    }

    String of(String packageId) {
        long expires = clock.instant().plus(validity).getEpochSecond();
        return publicUrl + "/api/v1/firmware/packages/" + packageId + "/content?expires=" + expires + "&signature="
                + sign(packageId, expires);
    }

    /** @throws SecurityException when the address was not made by this hub, or its time is over */
    void check(String packageId, long expires, String signature) {
        byte[] right = sign(packageId, expires).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8))) {
            throw new SecurityException("this address was not given out by the hub");
        }
        if (!clock.instant().isBefore(Instant.ofEpochSecond(expires))) {
            throw new SecurityException("this address has expired; ask for the job again to get a new one");
        }
    }

    private String sign(String packageId, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((packageId + "\n" + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    private static byte[] key(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                Files.write(file, fresh, StandardOpenOption.CREATE_NEW);
            }
            return Files.readAllBytes(file);
        } catch (FileAlreadyExistsException anotherHub) {
            return key(file);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot keep the key of download addresses in " + file, problem);
        }
    }
}
