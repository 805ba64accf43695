package hub.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the hub's classes named {@code ...Configuration} on the class path; loads no other class. */
final class ConfigurationClasses {

    private static final String SUFFIX = "Configuration.class";

    private final ClassLoader loader = ConfigurationClasses.class.getClassLoader();
    private final Set<String> names = new TreeSet<>();

    private ConfigurationClasses() {}

    /** All of them below a package. */
    static Collection<Class<?>> below(String root) {
        ConfigurationClasses found = new ConfigurationClasses();
        try {
            for (URL place : Collections.list(found.loader.getResources(root))) {
                if (place.openConnection() instanceof JarURLConnection jar) {
                    jar.getJarFile().stream().forEach(entry -> found.add(root, entry.getName()));
                } else {
                    found.folder(root, Path.of(URI.create(place.toString())));
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot look through the class path", problem);
        }
        return found.names.stream().map(found::load).toList();
    }

    private void folder(String root, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file ->
                    add(root, root + "/" + folder.relativize(file).toString().replace('\\', '/')));
        }
    }

    private void add(String root, String path) {
        if (path.startsWith(root + "/") && path.endsWith(SUFFIX) && !path.contains("$")) {
            names.add(path.substring(0, path.length() - ".class".length()).replace('/', '.'));
        }
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException vanished) {
            throw new IllegalStateException(name + " was on the class path a moment ago", vanished);
        }
    }
}
