package hub;

import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;

/** Comes between the routes of {@code routes/serve} and those of their steps that may speak to a store. */
abstract class ServedSteps implements InterceptStrategy {

    private static final String SERVE = "serve";

    /** The step with what comes around it. */
    abstract Processor around(Processor step);

    @Override
    public final Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode node, Processor target, Processor next) {
        boolean speaksToStores = node instanceof BeanDefinition || node instanceof ToDefinition;
        RouteDefinition route =
                speaksToStores ? ProcessorDefinitionHelper.getRoute((ProcessorDefinition<?>) node) : null;
        return route != null && SERVE.equals(route.getGroup()) ? around(target) : target;
    }
}
