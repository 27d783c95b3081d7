package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The real store, of whose calls the n-th fails, as it would with the database gone: before
 * anything was done, or after it was committed, when nobody learned of it.
 */
final class FailingCalls {

    /** Where the outage falls. */
    enum Moment {
        BEFORE,
        AFTER_COMMIT
    }

    private final Moment moment;
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger calls = new AtomicInteger();

    FailingCalls(Moment moment) {
        this.moment = moment;
    }

    /** From now on the n-th call fails. */
    void arm(int n) {
        calls.set(0);
        left.set(n);
    }

    /** Calls since then. */
    int calls() {
        return calls.get();
    }

    private boolean failsNow() {
        calls.incrementAndGet();
        return left.decrementAndGet() == 0;
    }

    private static StoreUnavailableException outage() {
        return new StoreUnavailableException("the n-th call failed");
    }

    DeliveryStore over(DeliveryStore store) {
        return (DeliveryStore)
                Proxy.newProxyInstance(
                        DeliveryStore.class.getClassLoader(),
                        new Class<?>[] {DeliveryStore.class},
                        (_, method, arguments) -> {
                            boolean fails = failsNow();
                            // Within a transaction there is no commit to come after.
                            boolean own = method.getName().equals("claim");
                            if (fails && !(own && moment == Moment.AFTER_COMMIT)) {
                                throw outage();
                            }
                            try {
                                Object result = method.invoke(store, arguments);
                                if (fails) {
                                    throw outage();
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    UnitOfWork over(UnitOfWork work) {
        return new UnitOfWork() {
            @Override
            public <T> T write(Function<Tx, T> writing) {
                boolean fails = failsNow();
                if (fails && moment == Moment.BEFORE) {
                    throw outage();
                }
                T result = work.write(writing);
                if (fails) {
                    throw outage();
                }
                return result;
            }
        };
    }
}
