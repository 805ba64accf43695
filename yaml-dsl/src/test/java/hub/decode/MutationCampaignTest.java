package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MutationCampaignTest {

    @Test
    void tenThousandMutationsShowNoDefect() {
        MutationCampaign campaign = new MutationCampaign(7);
        campaign.run(10_000);
        assertThat(campaign.good()).isBetween(100L, 9_900L);
    }
}
