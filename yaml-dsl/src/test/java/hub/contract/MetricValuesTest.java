package hub.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricValuesTest {

    private final MetricNames names = MetricNames.of(List.of("a", "b", "c", "_hidden"));

    @Test
    void isTheMapOfWhatIsThere() {
        MetricValues values = new MetricValues(names, new Object[] {1L, null, "x", 9L}, 3, Map.of("more", true));
        assertThat(values).isEqualTo(Map.of("a", 1L, "c", "x", "more", true)).hasToString("{a=1, c=x, more=true}");
        assertThat(values.get("_hidden")).isNull();
        assertThat(values.containsKey("b")).isFalse();
        assertThat(values.get(7)).isNull();
        assertThat(values.hashCode())
                .isEqualTo(Map.of("a", 1L, "c", "x", "more", true).hashCode());
    }

    @Test
    void isEmptyWhenNothingIsThere() {
        MetricValues values = new MetricValues(names, new Object[] {null, null, null, 9L}, 3, Map.of());
        assertThat(values).isEmpty();
        assertThat(values.entrySet().iterator().hasNext()).isFalse();
    }

    @Test
    void cannotBeChanged() {
        MetricValues values = new MetricValues(names, new Object[] {1L, null, null, null}, 3, Map.of());
        assertThatThrownBy(() -> values.put("a", 2L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.entrySet().iterator().next().setValue(2L))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
