package hub;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Node.js programs that tests use: npm installs what a lock file names, once, into {@code target/}, however many tests ask at the same time. */
final class TestingNode {

    private TestingNode() {}

    /**
     * Installs the packages that {@code package-lock.json} in a folder names.
     *
     * @return the folder with {@code node_modules}
     */
    static Path install(Path source, String name) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", name).toAbsolutePath());
        try (FileChannel door = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
                FileLock onlyOne = door.lock()) {
            installInto(folder, source);
        }
        return folder;
    }

    private static void installInto(Path folder, Path source) throws IOException, InterruptedException {
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.write(folder.resolve(file), Files.readAllBytes(source.resolve(file)));
        }
        if (!Files.exists(folder.resolve("installed"))) {
            int code = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("npm ci ended with " + code + ", see " + folder.resolve("npm.log"));
            }
            Files.createFile(folder.resolve("installed"));
        }
    }
}
