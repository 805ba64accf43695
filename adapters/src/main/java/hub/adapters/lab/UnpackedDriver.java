package hub.adapters.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * DuckDB's driver taken apart once, classes here and the library of this machine there. As it comes it writes its sixty megabytes
 * of library to a new file in every process that uses it, and leaves that behind when the process is killed.
 *
 * @param folder of the library
 * @param classes a jar without libraries
 */
record UnpackedDriver(Path folder, Path classes) {
    private static final String LIBRARY = "libduckdb_java.so_";

    /** @param driver the jar as it comes */
    static UnpackedDriver in(Path parent, Path driver) throws IOException {
        Path folder = parent.resolve(driver.getFileName().toString().replace(".jar", ""));
        UnpackedDriver unpacked = new UnpackedDriver(folder, folder.resolve("driver.jar"));
        if (!Files.exists(unpacked.classes)) {
            Files.createDirectories(folder);
            try (JarFile jar = new JarFile(driver.toFile())) {
                unpacked.takeLibrary(jar);
                unpacked.takeClasses(jar);
            }
        }
        return unpacked;
    }

    private void takeLibrary(JarFile jar) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String kind = system.contains("mac")
                ? "osx_universal"
                : system.contains("win") ? "windows_amd64" : "linux_" + processor;
        ZipEntry library = jar.getEntry(LIBRARY + kind);
        if (library == null) {
            throw new IOException(
                    "DuckDB has no library for " + kind + "; the laboratory does not run on this machine");
        }
        Path part = Files.createTempFile(folder, "library", ".part");
        try (var content = jar.getInputStream(library)) {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        }
        replace(part, folder.resolve(System.mapLibraryName("duckdb_java")));
    }

    private void takeClasses(JarFile jar) throws IOException {
        Path part = Files.createTempFile(folder, "classes", ".part");
        try (ZipOutputStream slim = new ZipOutputStream(Files.newOutputStream(part))) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !entry.getName().startsWith(LIBRARY)) {
                    slim.putNextEntry(new ZipEntry(entry.getName()));
                    try (var content = jar.getInputStream(entry)) {
                        content.transferTo(slim);
                    }
                }
            }
        }
        replace(part, classes);
    }

    private static void replace(Path part, Path whole) throws IOException {
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
