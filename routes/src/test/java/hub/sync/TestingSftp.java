package hub.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server with a folder of its own and one account. */
final class TestingSftp implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    final Path root;
    final Path knownHosts;

    TestingSftp(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        SimpleGeneratorHostKeyProvider key = new SimpleGeneratorHostKeyProvider(folder.resolve("host.key"));
        key.setAlgorithm("RSA");
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(key);
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals("hub") && password.equals("s3+cret&more"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
        knownHosts = folder.resolve("known_hosts");
        Files.writeString(
                knownHosts,
                "[127.0.0.1]:" + port() + " "
                        + PublicKeyEntry.toString(
                                key.loadKeys(null).iterator().next().getPublic()) + "\n");
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
