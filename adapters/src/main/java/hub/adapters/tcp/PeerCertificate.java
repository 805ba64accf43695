package hub.adapters.tcp;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Who is at the other end of a TLS connection, as the certificate says that was checked at its begin. */
final class PeerCertificate {

    private PeerCertificate() {}

    /** The common name; empty when the connection has no TLS or the other end no certificate. */
    static String nameOf(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            return "";
        }
        try {
            String subject = tls.engine().getSession().getPeerPrincipal().getName();
            return List.copyOf(new LdapName(subject).getRdns()).stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN"))
                    .map(part -> part.getValue().toString())
                    .findFirst()
                    .orElse("");
        } catch (SSLPeerUnverifiedException | InvalidNameException unnamed) {
            return "";
        }
    }
}
