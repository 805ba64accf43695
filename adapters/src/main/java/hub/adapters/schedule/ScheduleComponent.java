package hub.adapters.schedule;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** Offers {@code hub-schedule:name} to routes: run at set times, once whatever the number of hubs, missed runs made up for. */
public final class ScheduleComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ScheduleEndpoint endpoint = new ScheduleEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        endpoint.timetable("");
        return endpoint;
    }
}
