package hub.console;

import hub.console.api.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** What a caller hears when more requests wait than the hub can answer in time. */
@Configuration(proxyBeanMethods = false)
class BusyConfiguration {

    @Bean
    BusyAnswer busyAnswer() {
        return new BusyAnswer();
    }

    /**
     * Tells a caller at once that the hub has more questions than it can answer: one that waited until nobody wants its answer any more
     * would only hold up those behind it.
     */
    static final class BusyAnswer implements HandlerExceptionResolver, Ordered {

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public ModelAndView resolveException(
                HttpServletRequest request, HttpServletResponse response, Object handler, Exception problem) {
            if (!(problem instanceof RejectedExecutionException)) {
                return null;
            }
            response.setHeader("Retry-After", "1");
            try {
                ProblemWriter.write(
                        request, response, 503, "the hub has too many requests at once; ask again in a second");
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
            return new ModelAndView();
        }
    }
}
