package hub.console;

import hub.console.audit.AuditTrail;
import hub.console.hawtio.JmxButtons;
import hub.console.hawtio.JmxCallerFilter;
import hub.console.page.HawtioRedirect;
import io.hawt.springboot.HawtioPlugin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts Hawtio behind the hub's login; what may be done in it is decided in {@code hub.console.hawtio}. */
@Configuration(proxyBeanMethods = false)
class HawtioConfiguration {

    @Bean
    ServletRegistrationBean<HawtioRedirect> hawtioRedirect() {
        return ConsoleConfiguration.servlet(new HawtioRedirect(), "/hawtio", "/hawtio/*");
    }

    @Bean
    FilterRegistrationBean<JmxCallerFilter> jmxCallerFilter(ObjectProvider<AuditTrail> trail) {
        AuditTrail kept = entry -> trail.ifAvailable(each -> each.note(entry));
        return ConsoleConfiguration.filter(new JmxCallerFilter(kept), 0, "/actuator/*");
    }

    @Bean(initMethod = "init", destroyMethod = "destroy")
    JmxButtons jmxButtons() {
        return new JmxButtons();
    }

    /** The hub's own page in Hawtio: {@code META-INF/resources/hub-plugin/remoteEntry.js}. */
    @Bean
    HawtioPlugin hubPlugin() {
        HawtioPlugin plugin = new HawtioPlugin("hubOps", "./plugin", "/hub-plugin");
        plugin.setRemoteEntryFileName("remoteEntry.js");
        plugin.setPluginEntry("plugin");
        plugin.setBustRemoteEntryCache(false);
        return plugin;
    }
}
