package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.DeliveryStore;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A real store whose answers a test sees before its caller does. */
final class WatchedStore {

    /** Told of every call that the store has answered; what it throws the caller gets instead. */
    interface Answers {
        void seen(String method, @Nullable Object answer) throws Exception;
    }

    private WatchedStore() {}

    static DeliveryStore over(DeliveryStore store, Answers answers) {
        return (DeliveryStore)
                Proxy.newProxyInstance(
                        DeliveryStore.class.getClassLoader(),
                        new Class<?>[] {DeliveryStore.class},
                        (_, method, arguments) -> {
                            try {
                                Object answer = method.invoke(store, arguments);
                                answers.seen(method.getName(), answer);
                                return answer;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
