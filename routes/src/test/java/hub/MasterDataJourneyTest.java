package hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Who sees which customers and sites. */
class MasterDataJourneyTest {

    private final TestingHub hub = TestingHub.shared();

    @Test
    void staffSeesAllCustomersAndACustomerSeesHimself() throws Exception {
        assertThat(hub.get("/api/v1/customers").path("items").findValuesAsText("customerId"))
                .contains("customer-1", "customer-2", "customer-3");
        assertThat(hub.get("/api/v1/customers?limit=1").path("next").asText()).isEqualTo("customer-1");

        assertThat(as("customer", "/api/v1/customers").findValuesAsText("customerId"))
                .containsExactly("customer-1");
        assertThat(as("customer", "/api/v1/sites").findValuesAsText("site_id")).containsExactly("site-1");
        assertThat(as("customer", "/api/v1/sites?customer=customer-2").findValuesAsText("site_id"))
                .isEmpty();
        assertThat(hub.call("technician", "GET", "/api/v1/customers", "").statusCode())
                .isEqualTo(403);
    }

    private JsonNode as(String user, String path) throws Exception {
        return new ObjectMapper()
                .readTree(hub.call(user, "GET", path, "").body())
                .path("items");
    }
}
