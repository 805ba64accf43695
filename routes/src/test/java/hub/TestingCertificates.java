package hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of its own for one test: the broker's stores, and keys of devices as PEM files. */
final class TestingCertificates {

    private static final String PASSWORD = "testing";

    private final Path folder;

    private TestingCertificates(Path folder) {
        this.folder = folder;
    }

    static TestingCertificates in(Path folder) throws Exception {
        TestingCertificates made = new TestingCertificates(Files.createDirectories(folder));
        made.keytool("-genkeypair", "ca", "-dname", "CN=Testing CA", "-ext", "bc:c");
        made.export("ca", "ca.pem");
        made.keytool("-importcert", "trusted", "-file", made.file("ca.pem"), "-noprompt");
        made.issue("broker", "san=ip:127.0.0.1,dns:localhost");
        return made;
    }

    /** The settings that open the broker's TLS door with these stores. */
    String[] settings(int port) {
        return new String[] {
            "--hub.mqtt.tls.port=" + port,
            "--hub.mqtt.tls.keystore=" + file("broker.p12"),
            "--hub.mqtt.tls.keystore-password=" + PASSWORD,
            "--hub.mqtt.tls.truststore=" + file("trusted.p12"),
            "--hub.mqtt.tls.truststore-password=" + PASSWORD
        };
    }

    /** Writes {@code <device>.key.pem} and {@code <device>.cert.pem} beside {@code ca.pem} and gives the folder. */
    Path device(String name) throws Exception {
        issue(name, "eku=clientAuth");
        export(name, name + ".cert.pem");
        KeyStore store = load(name);
        write(
                name + ".key.pem",
                "PRIVATE KEY",
                store.getKey(name, PASSWORD.toCharArray()).getEncoded());
        return folder;
    }

    private void issue(String name, String extension) throws Exception {
        keytool("-genkeypair", name, "-dname", "CN=" + name);
        keytool("-certreq", name, "-file", file(name + ".csr"));
        keytool("-gencert", "ca", "-infile", file(name + ".csr"), "-outfile", file(name + ".crt"), "-ext", extension);
        keytool("-importcert", name, "-alias", "ca", "-file", file("ca.pem"), "-noprompt");
        keytool("-importcert", name, "-file", file(name + ".crt"), "-noprompt");
    }

    /** Runs keytool on the store of that name; the entry has the store's name unless another alias is given. */
    private void keytool(String command, String name, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(command, "-keystore", file(name + ".p12"), "-storetype", "PKCS12", "-storepass", PASSWORD));
        line.addAll(List.of(more));
        if (!line.contains("-alias")) {
            line.addAll(List.of("-alias", name));
        }
        if (command.equals("-genkeypair")) {
            line.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
        }
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool " + command + " " + name + ": " + said);
        }
    }

    private void export(String name, String pem) throws Exception {
        write(pem, "CERTIFICATE", load(name).getCertificate(name).getEncoded());
    }

    private KeyStore load(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        return store;
    }

    private void write(String name, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    private String file(String name) {
        return folder.resolve(name).toAbsolutePath().toString();
    }
}
