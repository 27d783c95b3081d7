package dev.patchbay.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Callers at the same time, each on a virtual thread of its own, whose waiting can be seen. */
final class Callers<T> {

    private final List<Thread> threads = new ArrayList<>();
    private final List<FutureTask<T>> tasks = new ArrayList<>();

    static <T> Callers<T> start(int count, Callable<T> call) {
        Callers<T> callers = new Callers<>();
        for (int i = 0; i < count; i++) {
            FutureTask<T> task = new FutureTask<>(call);
            callers.tasks.add(task);
            callers.threads.add(Thread.ofVirtual().start(task));
        }
        return callers;
    }

    /** How many sleep until somebody wakes them. */
    long waiting() {
        return threads.stream()
                .map(Thread::getState)
                .filter(state ->
                        state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                .count();
    }

    /** How many of them sleep in a method of a class, and not on their way to it. */
    long waitingIn(Class<?> type) {
        return threads.stream()
                .filter(thread ->
                        Arrays.stream(thread.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().equals(type.getName())))
                .filter(thread ->
                        thread.getState() == Thread.State.WAITING
                                || thread.getState() == Thread.State.TIMED_WAITING)
                .count();
    }

    /** What all have got, once they have it. */
    List<T> answers() throws Exception {
        List<T> answers = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            answers.add(task.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }
}
