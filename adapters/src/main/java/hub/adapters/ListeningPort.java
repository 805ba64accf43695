package hub.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Settles which port a server will listen on before the server is started, so a taken port is one clear line and not a stack trace. */
public final class ListeningPort {
    /** The address embedded servers listen on, unless a setting says otherwise. */
    public static final String LOOPBACK = "127.0.0.1";

    private ListeningPort() {}

    /**
     * Returns the port to listen on at the loopback address.
     *
     * @param port the wanted port, or 0 for any free one
     * @param setting name of the setting that holds the port, for the message
     * @throws PortTakenException when another program listens there
     */
    public static int settle(int port, String setting) {
        return settle(LOOPBACK, port, setting);
    }

    /**
     * Returns the port to listen on at an address of this machine.
     *
     * @param host name or address of a local interface
     * @param port the wanted port, or 0 for any free one
     * @param setting name of the setting that holds the port, for the message
     * @throws PortTakenException when another program listens there
     */
    public static int settle(String host, int port, String setting) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("The setting " + setting + " is " + port
                    + "; a port lies between 1 and 65535, or is 0 for any free one.");
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return probe.getLocalPort();
        } catch (BindException taken) {
            throw new PortTakenException(host, port, setting, taken);
        } catch (IOException problem) {
            throw new UncheckedIOException(
                    "Cannot look at port " + port + " on " + host + " (setting " + setting + ")", problem);
        }
    }
}
