package hub.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListeningPortTest {
    @Test
    void namesThePortTheSettingAndWhatToDoWhenAnotherProgramListens() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> ListeningPort.settle(other.getLocalPort(), "hub.mqtt.port"))
                    .isInstanceOfSatisfying(
                            PortTakenException.class,
                            taken -> assertThat(taken.port()).isEqualTo(other.getLocalPort()))
                    .hasMessageContainingAll(
                            "Port " + other.getLocalPort(), "127.0.0.1", "hub.mqtt.port", "Stop that program");
        }
    }

    @Test
    void seesAProgramThatListensOnAllAddresses() throws IOException {
        try (var other = new ServerSocket(0)) {
            assertThatThrownBy(() -> ListeningPort.settle(other.getLocalPort(), "hub.mqtt.port"))
                    .isInstanceOf(PortTakenException.class);
        }
    }

    @Test
    void keepsAFreePortAndFindsOneForZero() throws IOException {
        int free = ListeningPort.settle(0, "hub.mqtt.port");

        assertThat(free).isPositive();
        assertThat(ListeningPort.settle(free, "hub.mqtt.port")).isEqualTo(free);
    }

    @Test
    void refusesANumberThatIsNoPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListeningPort.settle(70_000, "hub.mqtt.port"))
                .withMessageContaining("hub.mqtt.port");
    }
}
