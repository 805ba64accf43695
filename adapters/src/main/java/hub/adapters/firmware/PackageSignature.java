package hub.adapters.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Tells whether a package was signed by whom the hub trusts: Ed25519, or ECDSA with SHA-256. */
final class PackageSignature {

    private final PublicKey key;

    /** @param publicKey as PEM, or only its Base64 */
    PackageSignature(String publicKey) {
        byte[] encoded = Base64.getMimeDecoder()
                .decode(publicKey.replaceAll("-----[A-Z ]+-----", "").strip());
        this.key = read(encoded);
    }

    private static PublicKey read(byte[] encoded) {
        X509EncodedKeySpec specification = new X509EncodedKeySpec(encoded);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(specification);
        } catch (GeneralSecurityException another) {
            try {
                return KeyFactory.getInstance("EC").generatePublic(specification);
            } catch (GeneralSecurityException problem) {
                throw new IllegalArgumentException(
                        "hub.firmware.public-key is neither an Ed25519 nor an elliptic curve public key", problem);
            }
        }
    }

    /** Whether the signature, in Base64, belongs to the file. */
    boolean belongsTo(Path content, String signature) throws IOException {
        try {
            Signature check = Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519");
            check.initVerify(key);
            byte[] buffer = new byte[1 << 16];
            try (InputStream bytes = Files.newInputStream(content)) {
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    check.update(buffer, 0, read);
                }
            }
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
