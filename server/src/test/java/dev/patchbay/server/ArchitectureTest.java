package dev.patchbay.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.jspecify.annotations.NullMarked;

import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Keeps the arrows of the house. A rule that hurts is changed here, in the open. */
@AnalyzeClasses(packages = "dev.patchbay", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String OURS = "dev.patchbay..";
    private static final String SDK = "dev.patchbay.sdk..";
    private static final String ENGINE = "dev.patchbay.engine..";
    private static final String CONNECTORS = "dev.patchbay.connectors..";
    private static final String STORE = "dev.patchbay.store..";
    private static final String NET = "dev.patchbay.net..";

    /** The capabilities of the engine. Each sees only those before it. */
    private static final List<String> ENGINE_ORDER =
            List.of(
                    "store",
                    "space",
                    "secret",
                    "template",
                    "kql",
                    "eventlog",
                    "audit",
                    "security",
                    "connector",
                    "transfer",
                    "execution",
                    "delivery",
                    "alert",
                    "rule",
                    "cases");

    private static final Set<String> CONNECTION_TYPES =
            Set.of(
                    "java.net.Socket",
                    "java.net.DatagramSocket",
                    "java.net.URLConnection",
                    "java.net.HttpURLConnection",
                    "java.nio.channels.DatagramChannel",
                    "java.nio.channels.AsynchronousSocketChannel",
                    "javax.net.SocketFactory",
                    "javax.net.ssl.SSLSocket",
                    "javax.net.ssl.SSLSocketFactory",
                    "javax.net.ssl.HttpsURLConnection");

    @ArchTest static final ArchRule sdkSeesNothingOfOurs = seesOnly(SDK);
    @ArchTest static final ArchRule connectorsSeeTheSdk = seesOnly(CONNECTORS, SDK);
    @ArchTest static final ArchRule netSeesTheSdk = seesOnly(NET, SDK);
    @ArchTest static final ArchRule engineSeesTheSdk = seesOnly(ENGINE, SDK);
    @ArchTest static final ArchRule storeSeesTheEngine = seesOnly(STORE, ENGINE, SDK);

    @ArchTest
    static void enginePackagesSeeOnlyEarlierOnes(JavaClasses ours) {
        for (int i = 0; i < ENGINE_ORDER.size(); i++) {
            String capability = ENGINE_ORDER.get(i);
            String[] later =
                    ENGINE_ORDER.stream()
                            .skip(i + 1L)
                            .map(ArchitectureTest::enginePackage)
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(enginePackage(capability))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(later).or(resideInAnyPackage("dev.patchbay.engine")))
                    .because("the engine's order is " + String.join(" → ", ENGINE_ORDER))
                    .allowEmptyShould(true)
                    .check(ours);
        }
    }

    @ArchTest
    static void everyEnginePackageHasItsPlaceInTheOrder(JavaClasses ours) {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : ours) {
            if (type.getPackageName().startsWith("dev.patchbay.engine.")) {
                found.add(type.getPackageName().split("\\.", -1)[3]);
            }
        }
        assertThat(ENGINE_ORDER).containsAll(found);
    }

    @ArchTest
    static final ArchRule noSocketOutsideNet =
            noClasses()
                    .that(resideInAnyPackage(OURS).and(resideOutsideOfPackages(NET)))
                    .should()
                    .dependOnClassesThat(
                            describe(
                                    "open connections",
                                    type ->
                                            type.getPackageName().startsWith("java.net.http")
                                                    || type.getPackageName()
                                                            .startsWith("org.apache.hc.")
                                                    || CONNECTION_TYPES.contains(type.getName())))
                    .orShould()
                    .accessTargetWhere(accessTo(java.net.URL.class, "openConnection", "openStream"))
                    .orShould()
                    // Accepted channels are read from; opening one is what is forbidden.
                    .accessTargetWhere(accessTo(SocketChannel.class, "open", "connect"))
                    .because("net is the only way out")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noWallClockOutsideClock =
            noClasses()
                    .that(
                            resideInAnyPackage(OURS)
                                    .and(resideOutsideOfPackages("dev.patchbay.sdk.time..")))
                    .should()
                    .accessTargetWhere(
                            accessTo(Instant.class, "now")
                                    .or(accessTo(LocalDate.class, "now"))
                                    .or(accessTo(LocalTime.class, "now"))
                                    .or(accessTo(LocalDateTime.class, "now"))
                                    .or(accessTo(OffsetDateTime.class, "now"))
                                    .or(accessTo(ZonedDateTime.class, "now"))
                                    .or(accessTo(Date.class, "<init>"))
                                    .or(accessTo(System.class, "currentTimeMillis"))
                                    .or(accessTo(Thread.class, "sleep"))
                                    .or(accessTo(TimeUnit.class, "sleep"))
                                    .or(
                                            accessTo(
                                                    Clock.class,
                                                    "systemUTC",
                                                    "systemDefaultZone",
                                                    "system")))
                    .because("time comes in through dev.patchbay.sdk.time.Clock, so tests own it")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule publicPackagesAreNullMarked =
            classes()
                    .that()
                    .resideInAPackage(OURS)
                    .and()
                    .arePublic()
                    .should(resideInANullMarkedPackage())
                    .allowEmptyShould(true);

    /** The classes of {@code who} depend on themselves, on {@code seen}, and on nothing of ours. */
    private static ArchRule seesOnly(String who, String... seen) {
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(OURS)
                                .and(resideOutsideOfPackages(who))
                                .and(resideOutsideOfPackages(seen)))
                .allowEmptyShould(true);
    }

    private static String enginePackage(String capability) {
        return "dev.patchbay.engine." + capability + "..";
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> accessTo(Class<?> owner, String... names) {
        List<String> wanted = List.of(names);
        return describe(
                owner.getSimpleName() + "." + String.join("/", names),
                access ->
                        access.getTargetOwner().isEquivalentTo(owner)
                                && wanted.contains(access.getTarget().getName()));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                        new SimpleConditionEvent(
                                type, marked, type.getName() + " needs a package-info.java"));
            }
        };
    }
}
