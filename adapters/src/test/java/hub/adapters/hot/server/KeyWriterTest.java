package hub.adapters.hot.server;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyWriterTest {

    @Test
    void bytesSortAsTheValuesDo() {
        List<Object> sorted = Arrays.asList(
                null,
                Double.NEGATIVE_INFINITY,
                Long.MIN_VALUE,
                -5L,
                -4.5,
                -0.0,
                1,
                1.5,
                9_007_199_254_740_992L,
                9_007_199_254_740_993L,
                Long.MAX_VALUE,
                1e300,
                "",
                "a",
                "a\0",
                "a\0b",
                "aa",
                "b",
                new Document("x", 1),
                false,
                true,
                Instant.ofEpochMilli(-1),
                Instant.EPOCH,
                Instant.ofEpochMilli(1_763_700_000_000L));
        List<Object> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort((one, other) -> key(one).compareTo(key(other)));

        assertThat(shuffled).containsExactlyElementsOf(sorted);
    }

    @Test
    void equalNumbersOfDifferentTypesHaveEqualBytes() {
        assertThat(key(5)).isEqualTo(key(5L)).isEqualTo(key(5.0));
        assertThat(key(0.0)).isEqualTo(key(-0.0)).isEqualTo(key(0));
    }

    @Test
    void noKeyBeginsWithAnother() {
        byte[] one = key("device-1").bytes();
        byte[] other = key("device-10").bytes();

        assertThat(Layout.startsWith(other, one)).isFalse();
    }

    private static Key key(Object value) {
        return new Key(new KeyWriter().value(value).toBytes());
    }
}
