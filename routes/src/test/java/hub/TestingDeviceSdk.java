package hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a script with the public JavaScript AWS IoT device SDK, which is installed at its first use. */
final class TestingDeviceSdk {

    private static final Path SOURCES =
            Path.of(System.getProperty("hub.module", "")).toAbsolutePath().resolve("src/test/node");
    private static final int PATIENCE_SECONDS = 120;

    private TestingDeviceSdk() {}

    /**
     * Runs {@code src/test/node/<script>} as a device with a certificate and gives what it printed.
     *
     * @param more arguments after host port, TLS folder and thing
     * @throws AssertionError with the output when the script ends with another code than 0
     */
    static String run(String script, int port, Path certificates, String thing, String... more) throws Exception {
        Path folder = install();
        String[] fixed = {"node", script, Integer.toString(port), certificates.toString(), thing};
        Path log = Files.createTempFile("device-sdk", ".log");
        Process device = new ProcessBuilder(
                        Stream.concat(Stream.of(fixed), Stream.of(more)).toArray(String[]::new))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = device.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        device.destroyForcibly();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        if (!ended || device.exitValue() != 0) {
            throw new AssertionError(script + (ended ? " failed:\n" : " did not end:\n") + said);
        }
        return said;
    }

    private static synchronized Path install() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target/node").toAbsolutePath());
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Files.write(folder.resolve(source.getFileName()), Files.readAllBytes(source));
            }
        }
        if (!Files.exists(folder.resolve("node_modules/aws-iot-device-sdk/package.json"))) {
            int code = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("npm ci ended with " + code + ", see " + folder.resolve("npm.log"));
            }
        }
        return folder;
    }
}
