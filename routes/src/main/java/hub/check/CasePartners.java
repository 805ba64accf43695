package hub.check;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.BeanScope;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.spi.BeanProcessorFactory;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExpressionAdapter;

/** Plays everything around the route of a case: each endpoint it names and each bean that is not there in person. */
final class CasePartners {

    private final CaseScript script;
    private final KnownBeans known;
    private final Map<String, Object> present;
    private final Map<String, Processor> listening = new ConcurrentHashMap<>();

    CasePartners(CaseScript script, KnownBeans known, Map<String, Object> present) {
        this.script = script;
        this.known = known;
        this.present = present;
    }

    /** A component that plays every endpoint of one scheme. */
    Component component() {
        return new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> options) {
                options.clear();
                return new PlayedEndpoint(uri, this);
            }

            @Override
            public boolean useRawUri() {
                return true;
            }
        };
    }

    private final class PlayedEndpoint extends DefaultEndpoint {

        PlayedEndpoint(String uri, Component component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            String target = getEndpointUri().replaceFirst(":/+", ":");
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    script.play(target, exchange);
                    Processor route = listening.get(target);
                    if (route != null) {
                        route.process(exchange);
                    }
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            listening.put(getEndpointUri().replaceFirst(":/+", ":"), processor);
            return new DefaultConsumer(this, processor);
        }

        @Override
        public boolean isLenientProperties() {
            return true;
        }
    }

    /** Steps that call beans. */
    BeanProcessorFactory beans(BeanProcessorFactory real) {
        return new BeanProcessorFactory() {
            @Override
            public Processor createBeanProcessor(CamelContext context, Object bean, Method method) throws Exception {
                return real.createBeanProcessor(context, bean, method);
            }

            @Override
            public Processor createBeanProcessor(
                    CamelContext context,
                    Object bean,
                    String beanType,
                    Class<?> beanClass,
                    String ref,
                    String method,
                    BeanScope scope)
                    throws Exception {
                if (ref == null || present.containsKey(ref)) {
                    return real.createBeanProcessor(context, bean, beanType, beanClass, ref, method, scope);
                }
                return exchange -> {
                    Optional<Object> answer = answer(ref, method);
                    if (resultType(ref, method) != void.class) {
                        exchange.getMessage().setBody(answer.orElse(null));
                    }
                };
            }
        };
    }

    /** Expressions that call beans. */
    BeanLanguage language() {
        return new BeanLanguage() {
            @Override
            public Expression createExpression(String expression, Object[] properties) {
                String ref = properties != null && properties.length > 4 && properties[4] instanceof String name
                        ? name
                        : String.valueOf(expression).replaceFirst("[?.:].*", "");
                String method = properties != null && properties.length > 2 && properties[2] instanceof String name
                        ? name
                        : String.valueOf(expression).replaceFirst("^[^?.:]*([?]method=|[.]|::)?", "");
                if (present.containsKey(ref)
                        || (properties != null && properties.length > 1 && properties[1] != null)) {
                    return super.createExpression(expression, properties);
                }
                return new ExpressionAdapter() {
                    @Override
                    public Object evaluate(Exchange exchange) {
                        try {
                            return answer(ref, method).orElse(null);
                        } catch (Exception failed) {
                            exchange.setException(failed);
                            return null;
                        }
                    }
                };
            }
        };
    }

    private Optional<Object> answer(String ref, String method) throws Exception {
        Type type = resultType(ref, method);
        return script.call(ref + "." + plainName(method), type == void.class, answer -> CaseValues.as(answer, type));
    }

    private Type resultType(String ref, String method) {
        return known.typeOf(ref).stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(each -> each.getName().equals(plainName(method)))
                .map(Method::getGenericReturnType)
                .findFirst()
                .orElse(Object.class);
    }

    private static String plainName(String method) {
        return method == null ? "" : method.replaceFirst("\\(.*", "").strip();
    }
}
