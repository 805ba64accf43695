package hub.console;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/**
 * Keeps Spring Security from looking for each request's handler before the dispatcher does so: no rule here asks for it, and among
 * hundreds of routes the search is dear.
 */
@Configuration(proxyBeanMethods = false)
class HandlerLookupConfiguration {

    @Bean
    static BeanPostProcessor handlersLookedUpOnce() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HandlerMappingIntrospector ? new Unasked() : bean;
            }
        };
    }

    /** Remembers nothing for anybody. */
    private static final class Unasked extends HandlerMappingIntrospector {
        @Override
        public Filter createCacheFilter() {
            return (request, response, chain) -> chain.doFilter(request, response);
        }
    }
}
