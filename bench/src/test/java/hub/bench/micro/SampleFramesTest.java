package hub.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import hub.decode.StandardizedBatch;
import hub.decode.Standardizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleFramesTest {
    @ParameterizedTest
    @ValueSource(strings = {"hex", "json", "csv"})
    void everyReadingOfTheFleetIsUnderstoodByTheShippedProduct(String format) {
        SampleFrames sample = new SampleFrames();
        Standardizer standardizer = SampleStandardizer.of(SampleStandardizer.home(), sample.fleet());

        StandardizedBatch batch = SampleStandardizer.checked(standardizer, sample.of(format));

        assertThat(batch.telemetry())
                .allSatisfy(reading ->
                        assertThat(reading.metrics()).containsOnlyKeys("tempC", "rpm", "voltage", "vibration"))
                .allSatisfy(reading -> assertThat(reading.timestampSource()).isEqualTo("device"));
    }
}
