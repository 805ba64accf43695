package hub.bench.api;

import java.util.ArrayList;
import java.util.List;

/**
 * One kind of question to the API.
 *
 * @param user who asks
 * @param path below the hub's address; {@code {device}} stands for one of the devices
 * @param share how often it comes among all
 */
public record ApiQuestion(String user, String path, int share) {

    /** What the screens of all roles ask, about as often as they do. */
    public static final List<ApiQuestion> MIXED = List.of(
            new ApiQuestion("lab", "/api/v1/devices/{device}/latest", 6),
            new ApiQuestion("lab", "/api/v1/devices/{device}/telemetry?limit=100", 4),
            new ApiQuestion("operator", "/api/v1/devices?limit=100", 2),
            new ApiQuestion("service", "/api/v1/devices/{device}", 3),
            new ApiQuestion("service", "/api/v1/alarms?limit=50", 3),
            new ApiQuestion("service", "/api/v1/alarms?state=active&severity=high&limit=50", 2),
            new ApiQuestion("service", "/api/v1/dispatch-orders?limit=100", 2),
            new ApiQuestion("customer", "/api/v1/devices?limit=100", 2),
            new ApiQuestion("customer", "/api/v1/alarms?limit=50", 2),
            new ApiQuestion("lab", "/api/v1/analysis/products/prod-a/hourly?limit=200", 1),
            new ApiQuestion("operator", "/api/v1/dead-letters?limit=50", 1),
            new ApiQuestion("service", "/api/v1/customers", 1),
            new ApiQuestion("technician", "/api/v1/dispatch-orders?mine=true&limit=100", 1));

    /** The order in which questions take turns, each as often as its share says, spread out. */
    static List<ApiQuestion> turns(List<ApiQuestion> questions) {
        int all = questions.stream().mapToInt(ApiQuestion::share).sum();
        List<ApiQuestion> turns = new ArrayList<>();
        int[] credit = new int[questions.size()];
        for (int turn = 0; turn < all; turn++) {
            int next = 0;
            for (int each = 0; each < credit.length; each++) {
                credit[each] += questions.get(each).share();
                next = credit[each] > credit[next] ? each : next;
            }
            credit[next] -= all;
            turns.add(questions.get(next));
        }
        return turns;
    }
}
