package hub.adapters.tcp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Decides by source address who may open a connection; an empty list lets nobody in. */
final class AllowedNetworks {

    private record Network(byte[] address, int prefix) {

        boolean contains(byte[] candidate) {
            if (candidate.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((candidate[bit >> 3] & mask) != (address[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks;

    AllowedNetworks(List<String> notations) {
        networks = notations.stream().map(AllowedNetworks::parse).toList();
    }

    boolean allows(InetAddress source) {
        byte[] address = source.getAddress();
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static Network parse(String notation) {
        String[] parts = notation.strip().split("/", 2);
        if (!parts[0].matches("[0-9a-fA-F.:]+")) {
            throw badNetwork(notation);
        }
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            int prefix = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
            if (prefix < 0 || prefix > address.length * 8) {
                throw badNetwork(notation);
            }
            return new Network(address, prefix);
        } catch (UnknownHostException | NumberFormatException problem) {
            throw badNetwork(notation);
        }
    }

    private static IllegalArgumentException badNetwork(String notation) {
        return new IllegalArgumentException("hub.tcp.allowed-networks: '" + notation
                + "' is not a network in CIDR form; write for example 10.20.0.0/16 or 127.0.0.0/8");
    }
}
