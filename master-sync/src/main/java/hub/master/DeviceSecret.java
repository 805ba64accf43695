package hub.master;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A device's secret as it is kept: salted SHA-256, since device secrets are long random keys and asked for on every request. */
record DeviceSecret(byte[] salt, byte[] hash) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static DeviceSecret of(String secret) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return new DeviceSecret(salt, digest(salt, secret));
    }

    /** The secret in a row's columns {@code secret_salt} and {@code secret_hash}, if there is one. */
    static Optional<DeviceSecret> read(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("secret_hash");
        return hash == null ? Optional.empty() : Optional.of(new DeviceSecret(row.getBytes("secret_salt"), hash));
    }

    boolean matches(String candidate) {
        return MessageDigest.isEqual(hash, digest(salt, candidate));
    }

    private static byte[] digest(byte[] salt, String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
