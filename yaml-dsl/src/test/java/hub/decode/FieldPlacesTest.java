package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import hub.product.Product;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldPlacesTest {

    @Test
    void tellsTheBytesOfEachFieldBetweenItsTags() {
        assertThat(of("prod-a", "014E0203E8"))
                .containsExactly(new FieldPlaces.Place("tempC", 1, 1), new FieldPlaces.Place("rpm", 3, 2));
    }

    @Test
    void tellsWhatWasReadBeforeTheProblem() {
        assertThat(of("prod-a", "014E0900")).containsExactly(new FieldPlaces.Place("tempC", 1, 1));
    }

    @Test
    void isAtHomeInEveryShippedProductsCases() {
        for (MutationCampaign.Seed seed : ShippedProducts.SHIPPED.seeds()) {
            Product product = ShippedProducts.SHIPPED.product(seed.product());
            assertThat(FieldPlaces.of(product, seed.payload()))
                    .allSatisfy(place ->
                            assertThat(place.offset() + place.length()).isLessThanOrEqualTo(seed.payload().length));
        }
    }

    private static List<FieldPlaces.Place> of(String product, String hex) {
        return FieldPlaces.of(TestingFrames.shipped(product), HexFormat.of().parseHex(hex));
    }
}
