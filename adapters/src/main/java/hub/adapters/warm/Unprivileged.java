package hub.adapters.warm;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets PostgreSQL, which refuses to run as root, run under a hub that is root (a container, as a rule).
 *
 * <p>A user namespace of its own is tried first, because then the files stay the hub's; where the system forbids that, the account
 * {@code nobody} gets the folder.
 */
final class Unprivileged {
    private static final List<String> OWN_NAMESPACE = List.of("unshare", "-U");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private Unprivileged() {}

    /** The command, preceded by what takes root's rights away where that is needed. */
    static List<String> command(Path folder, List<String> command) {
        var whole = new ArrayList<String>();
        if (isRoot()) {
            whole.addAll(prefix(folder));
        }
        whole.addAll(command);
        return whole;
    }

    private static List<String> prefix(Path folder) {
        if (succeeds(OWN_NAMESPACE, "true")) {
            return OWN_NAMESPACE;
        }
        if (succeeds(NOBODY, "true") && succeeds(List.of(), "chown", "-R", "65534:65534", folder.toString())) {
            return NOBODY;
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither unshare nor setpriv works here. "
                + "Start the hub as another user, or point hub.warm.url at a PostgreSQL server.");
    }

    private static boolean isRoot() {
        return !System.getProperty("os.name").startsWith("Windows") && new UnixSystem().getUid() == 0;
    }

    private static boolean succeeds(List<String> prefix, String... command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        try {
            return new ProcessBuilder(whole)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting PostgreSQL", stop);
        }
    }
}
